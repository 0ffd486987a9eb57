-- One row per hexagon and year with home-based establishments that can be shown.
-- A hexagon of resolution 8 stands for its smaller ones (9) that stay under the threshold.
create table release.hexagon as
with cell as (
    select
        e.h3,
        e.year,
        count(*) as n,
        sum(k.record_key) as key_sum
    from register.establishment as e
    inner join keyed as k on e.establishment_id = k.establishment_id
    where e.premises = 'home' and e.h3 is not null
    group by e.h3, e.year
),

remainder as (
    select
        p.parent as h3,
        c.year,
        sum(c.n) as n,
        sum(c.key_sum) as key_sum
    from cell as c
    inner join hexagon_parent as p on c.h3 = p.h3
    where not reaches(c.n, 10)
    group by p.parent, c.year
),

shown as (
    select * from cell
    where reaches(n, 10)
    union all
    select * from remainder
)

select
    h3,
    year,
    'home' as premises,
    cast(published_count(n, key_sum, 10) as integer) as establishments,
    count_flag(n, 10) as flag
from shown
order by h3, year;
