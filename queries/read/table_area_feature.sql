-- One row per area and feature by which areas are compared.
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
    t.feature,
    t.value,
    memory.main.feature_unit(t.feature) as unit,
    t.scaled
from area_feature as t
inner join named as a on t.area_code = a.area_code
where
    ($area is null or list_contains($area, t.area_code))
    and ($within is null or list_contains($within, a.municipality_code))
    and ($level is null or list_contains($level, a.level))
    and ($feature is null or list_contains($feature, t.feature))
    and ($year is null or list_contains($year, t.year))
order by t.area_code, t.feature;
