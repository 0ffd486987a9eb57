-- One row per hexagon and year with home-based establishments that can be shown.
-- A hexagon of resolution 8 stands for its smaller ones (9) that stay under the threshold; when it
-- does so too it is left out, as being there would tell that somebody is.
create table release.hexagon as
select
    e.h3,
    e.year,
    'home' as premises,
    cast(published_count(e.n, e.key_sum, 10, t.n is not null) as integer) as establishments,
    count_flag(e.n, 10) as flag
from hexagon_exact as e
left join turned as t on e.n = t.n and e.key_sum = t.key_sum
where reaches(e.n, 10)
order by e.h3, e.year;
