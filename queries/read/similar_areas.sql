-- One row per area most like one area, nearest first, among all of its level or villages only.
with named as (
    select area_code, municipality_code, arg_max(name, until_year) as name
    from area
    group by area_code, municipality_code
)

select
    s.preset,
    s.position,
    s.similar_code as area_code,
    a.name,
    a.municipality_code,
    m.name as municipality_name,
    s.distance
from similar_area as s
inner join named as a on s.similar_code = a.area_code
inner join named as m on a.municipality_code = m.area_code
where s.area_code = $area
order by s.preset, s.position;
