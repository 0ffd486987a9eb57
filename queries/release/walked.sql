-- One row per municipality whose streets are known: half of its points or more lie at one.
create temp table walked as
select e.municipality_code
from register.establishment as e
inner join point as p on e.x = p.x and e.y = p.y
left join at_street as s on p.point_no = s.point_no
group by e.municipality_code
having 2 * count(s.point_no) >= count(*);
