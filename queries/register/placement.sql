-- Replaces the placement of all points by the one just made.
create or replace table placement as
select
    x,
    y,
    cast(boundary_set as integer) as boundary_set,
    cast(area_code as varchar) as area_code,
    cast(sites_type as varchar) as sites_type,
    cast(land_use_type as varchar) as land_use_type
from placed;
