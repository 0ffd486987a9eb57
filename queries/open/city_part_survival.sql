-- One row per city part, year in which establishments opened there and years after: the sum of
-- those of its wijken, null where it is protected, unknown or does not apply of one of them.
create table memory.main.city_part_survival as
select
    p.part_code as area_code,
    c.year,
    c.years_after,
    if(count(c.establishments) = count(*), sum(c.establishments), null) as establishments,
    case
        when bool_or(c.flag = 'u') then 'u'
        when bool_or(c.flag = 'x') then 'x'
        when bool_or(c.flag = 'c') then 'c'
        else max(c.flag)
    end as flag
from memory.main.city_part as p
inner join survival as c
    on p.area_code = c.area_code and c.year between p.from_year and p.until_year
group by p.part_code, c.year, c.years_after;
