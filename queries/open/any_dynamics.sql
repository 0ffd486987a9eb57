-- One row per cell of what opened, closed, came and left in areas, as published, and in city
-- parts, with what is told at least.
create view memory.main.any_dynamics as
select
    area_code,
    year,
    sector,
    premises,
    openings,
    closures,
    moved_in,
    moved_out,
    flag,
    openings as least_openings,
    closures as least_closures,
    moved_in as least_moved_in,
    moved_out as least_moved_out
from release.main.dynamics
union all
select
    area_code,
    year,
    sector,
    premises,
    openings,
    closures,
    moved_in,
    moved_out,
    flag,
    least_openings,
    least_closures,
    least_moved_in,
    least_moved_out
from memory.main.city_part_dynamics;
