-- One row per hexagon and year with home-based establishments.
select
    h3,
    year,
    establishments,
    flag
from hexagon
where premises = 'home'
order by h3, year;
