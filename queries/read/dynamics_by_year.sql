-- One row per year for one area: what opened, closed, came and left, and at least of a
-- city part.
select
    area_code,
    year,
    openings,
    closures,
    moved_in,
    moved_out,
    flag,
    least_openings,
    least_closures,
    least_moved_in,
    least_moved_out
from memory.main.any_dynamics
where area_code = $area and sector = '*' and premises = '*'
order by year;
