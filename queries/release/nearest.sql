-- One row per point, distance, year and kind of place: the smallest radius of one open then.
create temp table nearest as
select
    n.point_no,
    n.is_walking,
    p.year,
    coalesce(p.kind, '*') as kind,
    min(n.radius_m) as radius_m
from near as n
inner join place_year as p on n.place_no = p.place_no
where p.is_open
group by n.point_no, n.is_walking, p.year, grouping sets ((), (p.kind));
