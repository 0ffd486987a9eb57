-- One row per area and boundary year, with the first and last year of the reference dates it is
-- used for, since when its outline is the same when it ever changed, and the city part it is in.
create table release.area as
select
    area_code,
    level,
    name,
    parent_code,
    municipality_code,
    cast(boundary_year as integer) as boundary_year,
    location_type,
    cast(population as integer) as population,
    cast(dwellings as integer) as dwellings,
    cast(land_ha as double) as land_ha,
    cast(urbanity as integer) as urbanity,
    boundary_kind,
    cast(from_year as integer) as from_year,
    cast(until_year as integer) as until_year,
    cast((
        select max(c.year) from boundary_change as c
        where c.area_code = a.area_code and c.year <= a.from_year
    ) as integer) as same_since,
    city_part
from area as a
order by area_code, boundary_year;
