-- One row per place and point within the largest radius, straight and walking: the smallest radius
-- that reaches it. Straight lines count times a detour; places and points meet in a grid of cells.
create temp table near as
with side as (
    select max(radius_m) / cast($detour as double) as metres
    from radius
),

around as (
    select
        p.place_no,
        p.x,
        p.y,
        floor(p.x / side.metres) + h.step as column_no,
        floor(p.y / side.metres) + v.step as row_no
    from reach_place as p
    cross join side
    cross join (values (-1), (0), (1)) as h (step)
    cross join (values (-1), (0), (1)) as v (step)
),

within as (
    select
        p.point_no,
        p.x,
        p.y,
        floor(p.x / side.metres) as column_no,
        floor(p.y / side.metres) as row_no
    from point as p
    cross join side
),

measured as (
    select
        a.place_no,
        w.point_no,
        false as is_walking,
        cast($detour as double) * sqrt(pow(a.x - w.x, 2) + pow(a.y - w.y, 2)) as metres
    from around as a
    inner join within as w on a.column_no = w.column_no and a.row_no = w.row_no
    union all
    select place_no, point_no, true, metres from walk
)

select
    m.place_no,
    m.point_no,
    m.is_walking,
    cast(r.radius_m as smallint) as radius_m
from measured as m
inner join radius as r on m.metres > r.more_than_m and m.metres <= r.radius_m;
