-- Replaces the smallest areas, per boundary_set, that an establishment can be in.
create or replace table smallest_area as
select
    area_code,
    cast(boundary_set as integer) as boundary_set,
    municipality_code,
    wijk_code,
    buurt_code,
    location_type,
    sites_type,
    land_use_type
from smallest;
