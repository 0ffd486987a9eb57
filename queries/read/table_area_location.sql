-- One row per smallest area, boundary year, rule and location type there can be in it. A wijk or
-- municipality asked for stands for all within it.
with named as (
    select distinct area_code, boundary_year, name, level, parent_code, municipality_code from area
)

select
    t.area_code,
    a.name as area_name,
    a.level,
    t.boundary_year,
    t.rule,
    t.location_type,
    t.land_share
from area_location as t
inner join named as a on t.area_code = a.area_code and t.boundary_year = a.boundary_year
where
    ($area is null or list_has_any($area, [t.area_code, a.parent_code, a.municipality_code]))
    and ($rule is null or list_contains($rule, t.rule))
    and ($location_type is null or list_contains($location_type, t.location_type))
    and ($within is null or list_contains($within, a.municipality_code))
    and ($level is null or list_contains($level, a.level))
    and ($boundary_year is null or list_contains($boundary_year, t.boundary_year))
order by t.area_code, t.boundary_year, t.rule, t.location_type;
