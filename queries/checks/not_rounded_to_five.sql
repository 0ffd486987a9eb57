-- Published figures that are no multiple of five.
select 'activity' as table_name, area_code as code, year
from activity
where establishments % 5 <> 0 or jobs % 5 <> 0 or jobs_full_time % 5 <> 0
union all
select 'location', area_code, year
from location
where establishments % 5 <> 0 or jobs % 5 <> 0 or jobs_full_time % 5 <> 0
union all
select 'place_reach', place_id, year
from place_reach
where establishments % 5 <> 0
union all
select 'reach', area_code, year
from reach
where establishments % 5 <> 0
union all
select 'survival', area_code, year
from survival
where establishments % 5 <> 0
union all
select 'hexagon', h3, year
from hexagon
where establishments % 5 <> 0
union all
select 'dynamics', area_code, year
from dynamics
where openings % 5 <> 0 or closures % 5 <> 0 or moved_in % 5 <> 0 or moved_out % 5 <> 0;
