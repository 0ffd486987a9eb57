-- Replaces the placement of all points by the one just made.
create or replace table placement as
select
    x,
    y,
    boundary_set,
    municipality_code,
    wijk_code,
    buurt_code,
    location_type,
    sites_type,
    land_use_type,
    h3
from placed;
