-- One row per area and boundary year, as published, and per city part.
create view memory.main.any_area as
select
    area_code,
    level,
    name,
    parent_code,
    municipality_code,
    boundary_year,
    boundary_kind,
    location_type,
    population,
    dwellings,
    land_ha,
    from_year,
    until_year,
    same_since,
    null as wijken
from release.main.area
union all
select
    area_code,
    level,
    name,
    parent_code,
    municipality_code,
    boundary_year,
    boundary_kind,
    null as location_type,
    population,
    dwellings,
    land_ha,
    from_year,
    until_year,
    same_since,
    wijken
from memory.main.city_part_area;
