-- One row per cell of whom places reach in areas, as published, and in city parts.
create view memory.main.any_reach as
select
    area_code,
    year,
    radius_m,
    distance,
    kind,
    who,
    establishments,
    flag
from release.main.reach
union all
select
    area_code,
    year,
    radius_m,
    distance,
    kind,
    who,
    establishments,
    flag
from memory.main.city_part_reach;
