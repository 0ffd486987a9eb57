-- One row per hexagon and year with home-based establishments, exact: those of resolution 9
-- with ten or more, and for the others of each hexagon of resolution 8 what they have together.
create temp table hexagon_exact as
with fine as (
    select
        cast(p.h3 as varchar) as h3,
        cast(p.parent as varchar) as parent,
        e.year,
        count(*) as n,
        sum(k.record_key) as key_sum
    from register.establishment as e
    inner join keyed as k on e.establishment_id = k.establishment_id
    inner join point as p on e.x = p.x and e.y = p.y
    where e.premises = 'home'
    group by p.h3, p.parent, e.year
),

grouped as (
    select
        case when reaches(n, 10) then h3 else parent end as h3,
        year,
        sum(n) as n,
        sum(key_sum) as key_sum
    from fine
    group by case when reaches(n, 10) then h3 else parent end, year
)

select
    h3,
    year,
    cast(n as bigint) as n,
    cast(key_sum % 4294967296 as bigint) as key_sum
from grouped
order by h3, year;
