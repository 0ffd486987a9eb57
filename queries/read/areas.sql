-- One row per area, with the name of its parent and what is known of it.
select
    a.area_code,
    a.level,
    a.name,
    a.parent_code,
    p.name as parent_name,
    a.municipality_code,
    a.boundary_year,
    a.boundary_kind,
    a.location_type,
    a.population,
    a.dwellings,
    a.land_ha
from area as a
left join area as p on a.parent_code = p.area_code
where $level is null or a.level = $level
order by a.area_code;
