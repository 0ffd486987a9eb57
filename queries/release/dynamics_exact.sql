-- One row per area, year, measure (what changed) and sector or premises, exact.
create temp table dynamics_exact as
with fine as (
    select
        area_code,
        year,
        kind,
        sector_code,
        premises,
        count(*) as n,
        sum(record_key) as key_sum
    from event
    group by area_code, year, kind, sector_code, premises
)

select
    area_code,
    year,
    kind as measure,
    coalesce(sector_code, '*') as sector,
    coalesce(premises, '*') as premises,
    sum(n) as n,
    sum(key_sum) as key_sum
from fine
group by area_code, year, kind, grouping sets ((), (sector_code), (premises));
