-- One row per area: what is published of it that bears on sums.
select
    area_code,
    level,
    parent_code,
    location_type
from area
order by area_code;
