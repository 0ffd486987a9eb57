-- One row per city part, year, radius, distance, kind of place and of establishments: the sum of
-- those in its wijken within reach, null where one of them is protected or unknown.
create table memory.main.city_part_reach as
select
    p.part_code as area_code,
    c.year,
    c.radius_m,
    c.distance,
    c.kind,
    c.who,
    if(count(c.establishments) = count(*), sum(c.establishments), null) as establishments,
    case
        when bool_or(c.flag = 'u') then 'u'
        when bool_or(c.flag = 'c') then 'c'
        else max(c.flag)
    end as flag
from memory.main.city_part as p
inner join reach as c
    on p.area_code = c.area_code and c.year between p.from_year and p.until_year
group by p.part_code, c.year, c.radius_m, c.distance, c.kind, c.who;
