-- One row per area, in the order of their codes.
select
    area_code,
    level,
    parent_code,
    location_type
from area
order by area_code;
