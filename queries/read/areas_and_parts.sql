-- One row per area, and per city part, as it was last, with the name of its parent, what is known
-- of it, the years in which it exists, and the wijken of a city part.
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
    a.land_ha,
    a.wijken,
    min(a.from_year) over same as from_year,
    max(a.until_year) over same as until_year
from memory.main.any_area as a
left join area as p on a.parent_code = p.area_code and a.boundary_year = p.boundary_year
window same as (partition by a.area_code)
qualify a.until_year = max(a.until_year) over same
order by a.area_code;
