-- One row per municipality, and wijk with ten points or more: whether its streets are known, as
-- half of its establishments or more lie at one.
create temp table walked as
with placed as (
    select
        e.municipality_code,
        e.wijk_code,
        p.point_no,
        s.point_no is not null as is_at_street
    from register.establishment as e
    inner join point as p on e.x = p.x and e.y = p.y
    left join at_street as s on p.point_no = s.point_no
)

select
    municipality_code as area_code,
    avg(cast(is_at_street as integer)) >= 0.5 as is_walked
from placed
group by municipality_code
union all
select
    wijk_code,
    avg(cast(is_at_street as integer)) >= 0.5
from placed
where wijk_code is not null
group by wijk_code
having count(distinct point_no) >= 10;
