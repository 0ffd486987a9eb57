-- One row per area that is in a group of areas of its level that are alike.
create table release.area_group as
select
    level,
    cast(group_code as integer) as group_code,
    area_code
from area_group
order by level, group_code, area_code;
