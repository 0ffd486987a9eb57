-- One row per municipality or wijk, year of opening and years after.
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
    t.years_after,
    t.establishments,
    t.flag
from survival as t
inner join named as a on t.area_code = a.area_code
where
    ($area is null or list_contains($area, t.area_code))
    and ($within is null or list_contains($within, a.municipality_code))
    and ($level is null or list_contains($level, a.level))
    and ($year is null or list_contains($year, t.year))
    and ($years_after is null or list_contains($years_after, t.years_after))
order by t.area_code, t.year, t.years_after;
