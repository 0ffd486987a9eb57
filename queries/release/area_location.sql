-- One row per smallest area, boundary year, rule and location type that establishments in it can
-- have, with the share of its ground (0-1).
create table release.area_location as
select
    area_code,
    cast(boundary_year as integer) as boundary_year,
    rule,
    location_type,
    land_share
from area_location
order by area_code, boundary_year, rule, location_type;
