-- Replaces the buurten, per boundary_set, that an establishment without a point can be in.
create or replace table given_area as
select
    area_code as buurt_code,
    boundary_set,
    municipality_code,
    parent_code as wijk_code,
    location_type,
    sites_type,
    land_use_type
from area
where level = 'buurt';
