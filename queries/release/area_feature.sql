-- One row per area and feature by which areas are compared, in the newest year with figures; scaled
-- is empty where the feature does not count at the level.
create table release.area_feature as
select
    area_code,
    cast(year as integer) as year,
    feature,
    value,
    scaled
from area_feature
order by area_code, feature;
