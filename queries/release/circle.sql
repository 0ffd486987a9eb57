-- One row per place, year, radius, distance, kind of establishments and sector set that is
-- published, exact, zeros included. Sector sets are told only where all of them together are none,
-- or as many as can be shown: else what little there is would be narrowed down.
create temp table circle as
with grid as (
    select
        p.place_no, p.place_id, p.year, r.radius_m, way.distance, w.code as who,
        s.code as sector_set, p.is_open,
        way.is_known and (w.code <> 'home' or y.has_premises) as is_known
    from place_year as p
    inner join (
        select year, bool_or(has_premises) as has_premises
        from known
        group by year
    ) as y on p.year = y.year
    inner join way on p.place_no = way.place_no
    cross join radius as r
    inner join category as w on w.dimension = 'who'
    inner join category as s
        on s.dimension = 'sector_set' and (s.code = '*' or w.code <> 'one_person')
),

counted as (
    select
        g.*,
        cast(coalesce(e.n, 0) as bigint) as n,
        cast(coalesce(e.key_sum, 0) % 4294967296 as bigint) as key_sum
    from grid as g
    left join circle_exact as e
        using (place_no, year, radius_m, distance, who, sector_set)
)

select
    *,
    is_open and is_known
    and (sector_set = '*' or reaches(whole, 5) or whole = 0) as is_counted
from (
    select
        *,
        max(n) filter (where sector_set = '*')
            over (partition by place_no, year, radius_m, distance, who) as whole
    from counted
) as told;
