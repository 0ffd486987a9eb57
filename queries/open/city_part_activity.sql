-- One row per city part, year and code of one dimension: the sum of the published cells of its
-- wijken, null where one of them is protected or unknown, and what is told of the others.
create table memory.main.city_part_activity as
select
    p.part_code as area_code,
    c.year,
    c.sector,
    c.size_class,
    c.premises,
    if(count(c.establishments) = count(*), sum(c.establishments), null) as establishments,
    if(count(c.jobs) = count(*), sum(c.jobs), null) as jobs,
    if(count(c.jobs_full_time) = count(*), sum(c.jobs_full_time), null) as jobs_full_time,
    case
        when bool_or(c.flag = 'u') then 'u'
        when bool_or(c.flag = 'c') then 'c'
        else max(c.flag)
    end as flag,
    sum(c.establishments) as least_establishments,
    sum(c.jobs) as least_jobs
from memory.main.city_part as p
inner join activity as c
    on p.area_code = c.area_code and c.year between p.from_year and p.until_year
where
    (c.sector = '*' and (c.size_class = '*' or c.premises = '*'))
    or (c.size_class = '*' and c.premises = '*')
group by p.part_code, c.year, c.sector, c.size_class, c.premises;
