-- One row per city part and year: the sum of what opened, closed, came and left in its wijken,
-- null where that is protected or unknown of one of them. A move between them came and left.
create table memory.main.city_part_dynamics as
select
    p.part_code as area_code,
    c.year,
    c.sector,
    c.premises,
    if(count(c.openings) = count(*), sum(c.openings), null) as openings,
    if(count(c.closures) = count(*), sum(c.closures), null) as closures,
    if(count(c.moved_in) = count(*), sum(c.moved_in), null) as moved_in,
    if(count(c.moved_out) = count(*), sum(c.moved_out), null) as moved_out,
    case
        when bool_or(c.flag = 'u') then 'u'
        when bool_or(c.flag = 'c') then 'c'
        else max(c.flag)
    end as flag,
    sum(c.openings) as least_openings,
    sum(c.closures) as least_closures,
    sum(c.moved_in) as least_moved_in,
    sum(c.moved_out) as least_moved_out
from memory.main.city_part as p
inner join dynamics as c
    on p.area_code = c.area_code and c.year between p.from_year and p.until_year
where c.sector = '*' and c.premises = '*'
group by p.part_code, c.year, c.sector, c.premises;
