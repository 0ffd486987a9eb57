-- One row per place, distance, year, smallest radius and kind of establishments, exact.
create temp table circle_part as
select
    n.place_no,
    n.is_walking,
    s.year,
    n.radius_m,
    s.is_home,
    s.is_one,
    s.set_group,
    sum(s.n) as n,
    sum(s.key_sum) as key_sum
from near as n
inner join stand as s on n.point_no = s.point_no
group by all;
