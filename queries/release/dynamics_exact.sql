-- One row per area, year and sector or premises where something changed, exact, with the sum
-- of record keys per measure.
create temp table dynamics_exact as
select
    area_code,
    year,
    coalesce(sector_code, '*') as sector,
    coalesce(premises, '*') as premises,
    count(*) filter (where kind = 'opening') as openings,
    sum(record_key) filter (where kind = 'opening') as openings_key,
    count(*) filter (where kind = 'closure') as closures,
    sum(record_key) filter (where kind = 'closure') as closures_key,
    count(*) filter (where kind = 'moved_in') as moved_in,
    sum(record_key) filter (where kind = 'moved_in') as moved_in_key,
    count(*) filter (where kind = 'moved_out') as moved_out,
    sum(record_key) filter (where kind = 'moved_out') as moved_out_key
from event
group by area_code, year, grouping sets ((), (sector_code), (premises));
