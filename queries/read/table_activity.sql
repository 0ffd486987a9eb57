-- One row per area, year, sector, size class and premises.
with named as (
    select area_code, level, municipality_code, arg_max(name, until_year) as name
    from area
    group by area_code, level, municipality_code
)

select
    t.area_code,
    a.name as area_name,
    a.level,
    t.year,
    t.sector,
    t.size_class,
    t.premises,
    t.establishments,
    t.jobs,
    t.jobs_full_time,
    t.flag
from activity as t
inner join named as a on t.area_code = a.area_code
where
    ($area is null or list_contains($area, t.area_code))
    and ($within is null or list_contains($within, a.municipality_code))
    and ($level is null or list_contains($level, a.level))
    and ($year is null or list_contains($year, t.year))
    and ($sector is null or list_contains($sector, t.sector))
    and ($size_class is null or list_contains($size_class, t.size_class))
    and ($premises is null or list_contains($premises, t.premises))
order by t.area_code, t.year, t.sector, t.size_class, t.premises;
