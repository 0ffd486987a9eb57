-- One row per area and year, from wijk up also per premises and of the municipality per sector:
-- what changed since the reference date before. Each measure is protected by itself; the first
-- year is unknown.
create table release.dynamics as
select
    area_code,
    year,
    sector,
    premises,
    max(establishments) filter (where measure = 'opening') as openings,
    max(establishments) filter (where measure = 'closure') as closures,
    max(establishments) filter (where measure = 'moved_in') as moved_in,
    max(establishments) filter (where measure = 'moved_out') as moved_out,
    max(flag) as flag
from published
where measure in ('opening', 'closure', 'moved_in', 'moved_out')
group by area_code, year, sector, premises
order by area_code, year, sector, premises;
