-- Adds a row to quality per year: share of the home-based establishments that stand within a
-- hexagon that is shown. Of what is published alone, so that it tells nothing more.
insert into release.quality
with home as (
    select
        year,
        sum(establishments) as n
    from release.activity
    where area_code like 'GM%' and sector = '*' and size_class = '*' and premises = 'home'
    group by year
),

shown as (
    select
        year,
        sum(establishments) as n
    from release.hexagon
    group by year
)

select
    'within_hexagon_' || cast(home.year as varchar),
    'hexagon',
    'hexagon',
    least(1.0, coalesce(shown.n, 0) / cast(home.n as double))
from home
left join shown on home.year = shown.year
where home.n > 0
order by home.year;
