-- One row per area.
select
    area_code,
    name as area_name,
    level,
    parent_code,
    municipality_code,
    boundary_year,
    location_type,
    population,
    dwellings,
    land_ha,
    urbanity,
    boundary_kind
from area
where
    ($area is null or list_contains($area, area_code))
    and ($level is null or list_contains($level, level))
order by area_code
limit $limit offset $offset;
