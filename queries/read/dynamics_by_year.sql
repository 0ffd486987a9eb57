-- One row per year for one area: what opened, closed, came and left.
select
    year,
    openings,
    closures,
    moved_in,
    moved_out,
    flag
from dynamics
where area_code = $area and sector = '*' and premises = '*'
order by year;
