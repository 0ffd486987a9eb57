-- Adds the rows whose coordinates could be read in another way than written.
insert into located
select
    t.row_number,
    case when t.is_degrees then m.x else t.x end as x,
    case when t.is_degrees then m.y else t.y end as y,
    null as buurt_code,
    'coordinates' as placed_by
from turned as t
left join in_metres as m on t.is_degrees and t.x = m.lon and t.y = m.lat;
