-- One row per place, distance, year, radius, kind of establishments and sector set that has some,
-- exact. Sector sets are of all and of those at home.
create temp table circle_exact as
with who as (
    select code as who
    from category
    where dimension = 'who'
),

member as (
    select distinct
        set_group,
        unnest(string_split(trim('* ' || sets), ' ')) as sector_set
    from sector_group
)

select
    c.place_no,
    case when c.is_walking then 'walking' else 'straight' end as distance,
    c.year,
    r.radius_m,
    w.who,
    m.sector_set,
    sum(c.n) as n,
    sum(c.key_sum) as key_sum
from circle_part as c
inner join radius as r on c.radius_m <= r.radius_m
inner join who as w
    on w.who = 'all' or (w.who = 'home' and c.is_home) or (w.who = 'one_person' and c.is_one)
inner join member as m
    on c.set_group = m.set_group and (w.who <> 'one_person' or m.sector_set = '*')
group by all;
