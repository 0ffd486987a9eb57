-- One row: of how many areas reach on foot is not known in the last year (unknown), of how many
-- that along a straight line is (areas). No areas without streets.
select
    count(*) filter (where w.flag is not distinct from 'u') as unknown,
    count(*) as areas
from reach as s
inner join reach as w using (area_code, year, radius_m, kind, who)
where
    s.distance = 'straight'
    and w.distance = 'walking'
    and s.year = (select max(year) from reach)
    and s.radius_m = 500
    and s.kind = '*'
    and s.who = 'all'
    and s.flag is distinct from 'u';
