-- One row per level, group and feature. It is the mean of the areas in the group that have it.
create table release.area_group_trait as
select
    level,
    cast(group_code as integer) as group_code,
    feature,
    mean,
    scaled
from area_group_trait
order by level, group_code, feature;
