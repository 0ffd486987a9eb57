-- One row per row whose coordinates are degrees (WGS84) or the wrong way round, as written:
-- x east, y north, and whether they are degrees and had to be exchanged. Degrees have columns of
-- their own, or stand in those of x and y.
create or replace temp table turned as
with written as (
    select
        t.row_number,
        t.x as metres_x,
        t.y as metres_y,
        plain(coalesce(n.longitude, n.x)) as degrees_x,
        plain(coalesce(n.latitude, n.y)) as degrees_y
    from typed as t
    inner join numbered as n on t.row_number = n.row_number
    where t.placed_by = 'none'
),

elsewhere as (
    select * from written
    where not is_rd(metres_y, metres_x)
)

select
    row_number, metres_y as x, metres_x as y, false as is_degrees, true as is_swapped
from written
where is_rd(metres_y, metres_x)
union all
select row_number, degrees_x, degrees_y, true, false
from elsewhere
where degrees_x between 3 and 7.5 and degrees_y between 50 and 54
union all
select row_number, degrees_y, degrees_x, true, true
from elsewhere
where degrees_y between 3 and 7.5 and degrees_x between 50 and 54;
