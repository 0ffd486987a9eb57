-- Figures of areas that do not exist, and areas without a total for every year.
select
    c.area_code,
    'no such area' as problem
from (
    select area_code from activity
    union
    select area_code from location
    union
    select area_code from dynamics
    union
    select area_code from survival
    union
    select area_code from reach
    union
    select area_code from place
    where area_code is not null
    union
    select area_code from initiative
) as c
left join area as a on c.area_code = a.area_code
where a.area_code is null
union all
select
    a.area_code,
    'no total' as problem
from area as a
cross join (select distinct year from activity) as y
left join activity as t
    on
        a.area_code = t.area_code
        and y.year = t.year
        and t.sector = '*'
        and t.size_class = '*'
        and t.premises = '*'
where t.area_code is null;
