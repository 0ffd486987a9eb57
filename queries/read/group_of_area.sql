-- One row: the group an area is in, if any.
select
    level,
    group_code
from area_group
where area_code = $area;
