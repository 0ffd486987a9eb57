-- Cells flagged as protected, unknown or not applying that show something, or that are empty
-- without a flag.
select 'activity' as table_name, area_code as code, year, flag
from activity
where
    (
        coalesce(flag, '') in ('c', 'u', 'x')
        and coalesce(establishments, jobs, jobs_full_time) is not null
    )
    or (
        coalesce(flag, '') not in ('c', 'u', 'x')
        and (establishments is null or jobs is null or jobs_full_time is null)
    )
union all
select 'location', area_code, year, flag
from location
where
    (
        coalesce(flag, '') in ('c', 'u', 'x')
        and coalesce(establishments, jobs, jobs_full_time) is not null
    )
    or (
        coalesce(flag, '') not in ('c', 'u', 'x')
        and (establishments is null or jobs is null or jobs_full_time is null)
    )
union all
select 'place_reach', place_id, year, flag
from place_reach
where (coalesce(flag, '') in ('c', 'u', 'x')) <> (establishments is null)
union all
select 'reach', area_code, year, flag
from reach
where (coalesce(flag, '') in ('c', 'u', 'x')) <> (establishments is null)
union all
select 'survival', area_code, year, flag
from survival
where (coalesce(flag, '') in ('c', 'u', 'x')) <> (establishments is null)
union all
select 'hexagon', h3, year, flag
from hexagon
where (coalesce(flag, '') in ('c', 'u', 'x')) <> (establishments is null)
union all
select 'dynamics', area_code, year, flag
from dynamics
where
    (coalesce(flag, '') in ('c', 'u', 'x'))
    <> (openings is null or closures is null or moved_in is null or moved_out is null);
