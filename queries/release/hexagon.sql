-- One row per hexagon and year with home-based establishments that can be shown.
-- A hexagon of resolution 8 stands for its smaller ones (9) that stay under the threshold; when it
-- does so too it is left out, as being there would tell that somebody is. Its municipality is the
-- one its centre lies in, which follows from the grid and the boundaries alone.
create table release.hexagon as
select
    e.h3,
    a.municipality_code,
    e.year,
    'home' as premises,
    cast(published_count(e.n, e.key_sum, 10, t.n is not null) as integer) as establishments,
    count_flag(e.n, 10) as flag
from hexagon_exact as e
inner join hexagon_area as a on e.h3 = a.h3
left join turned as t on e.n = t.n and e.key_sum = t.key_sum
where reaches(e.n, 10)
order by e.h3, e.year;
