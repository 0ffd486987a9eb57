-- One row per place, year, radius and premises: establishments within that distance.
create table release.place_reach as
with reached as (
    select
        r.place_id,
        r.distance_m,
        e.year,
        e.premises,
        k.record_key
    from reach as r
    inner join register.establishment as e on r.x = e.x and r.y = e.y
    inner join keyed as k on e.establishment_id = k.establishment_id
),

exact as (
    select
        m.place_id,
        m.year,
        radius.radius_m,
        coalesce(m.premises, '*') as premises,
        count(*) as n,
        sum(m.record_key) % 4294967296 as key_sum
    from reached as m
    inner join radius on m.distance_m <= radius.radius_m
    group by m.place_id, m.year, radius.radius_m, grouping sets ((), (m.premises))
),

grid as (
    select
        p.place_id,
        y.year,
        radius.radius_m,
        c.code as premises,
        c.code = '*' or y.has_premises as is_known
    from place as p
    cross join (
        select year, bool_or(has_premises) as has_premises
        from known
        group by year
    ) as y
    cross join radius
    inner join category as c on c.dimension = 'premises' and c.code in ('*', 'home')
)

select
    g.place_id,
    g.year,
    g.radius_m,
    g.premises,
    cast(
        case when g.is_known then published_count(e.n, e.key_sum, 5, t.n is not null) end as integer
    ) as establishments,
    case
        when not g.is_known then 'u'
        else count_flag(e.n, 5)
    end as flag
from grid as g
left join exact as e using (place_id, year, radius_m, premises)
left join turned as t on e.n = t.n and e.key_sum = t.key_sum
order by g.place_id, g.year, g.radius_m, g.premises;
