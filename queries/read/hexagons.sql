-- One row per hexagon and year with home-based establishments.
select
    h3,
    municipality_code,
    year,
    establishments,
    flag
from hexagon
where premises = 'home'
order by h3, year;
