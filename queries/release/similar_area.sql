-- One row per area, preset and position. These are the areas most like it, the nearest first.
create table release.similar_area as
select
    area_code,
    preset,
    cast(position as integer) as position,
    similar_code,
    distance
from similar_area
order by area_code, preset, position;
