-- Published counts that stand for too few establishments.
select 'activity' as table_name, area_code as code, year, establishments as value
from activity
where establishments between 1 and 4
union all
select 'location', area_code, year, establishments
from location
where establishments between 1 and 4
union all
select 'place_reach', place_id, year, establishments
from place_reach
where establishments between 1 and 4
union all
select 'reach', area_code, year, establishments
from reach
where establishments between 1 and 4
union all
select 'survival', area_code, year, establishments
from survival
where establishments between 1 and 4
union all
select 'hexagon', h3, year, establishments
from hexagon
where establishments between 0 and 9
union all
select 'dynamics', area_code, year, least(openings, closures, moved_in, moved_out)
from dynamics
where
    openings between 1 and 4
    or closures between 1 and 4
    or moved_in between 1 and 4
    or moved_out between 1 and 4;
