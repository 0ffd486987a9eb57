-- One row per area and boundary year, with the years of reference dates it is used for.
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
    boundary_kind,
    from_year,
    until_year,
    same_since,
    city_part
from area
where
    ($area is null or list_contains($area, area_code))
    and ($level is null or list_contains($level, level))
    and ($within is null or list_contains($within, municipality_code))
    and ($boundary_year is null or list_contains($boundary_year, boundary_year))
    and ($location_type is null or list_contains($location_type, location_type))
    and ($boundary_kind is null or list_contains($boundary_kind, boundary_kind))
order by area_code, boundary_year;
