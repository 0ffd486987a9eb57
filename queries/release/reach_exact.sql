-- One row per municipality or wijk, year, measure (distance, radius and kind of place) and kind of
-- establishments that has some within reach, exact.
create temp table reach_exact as
with placed as (
    select municipality_code as area_code, * from stand
    union all
    select wijk_code, * from stand
    where wijk_code is not null
),

part as (
    select
        s.area_code,
        n.year,
        n.is_walking,
        n.kind,
        n.radius_m,
        s.is_home,
        s.is_one,
        sum(s.n) as n,
        sum(s.key_sum) as key_sum
    from nearest as n
    inner join placed as s on n.point_no = s.point_no and n.year = s.year
    group by all
)

select
    p.area_code,
    p.year,
    'reach:' || case when p.is_walking then 'walking' else 'straight' end
    || ':' || r.radius_m || ':' || p.kind as measure,
    w.size_class,
    w.premises,
    sum(p.n) as n,
    sum(p.key_sum) as key_sum
from part as p
inner join radius as r on p.radius_m <= r.radius_m
inner join (values ('*', '*'), ('*', 'home'), ('one', '*')) as w (size_class, premises)
    on (w.premises = '*' or p.is_home) and (w.size_class = '*' or p.is_one)
group by all;
