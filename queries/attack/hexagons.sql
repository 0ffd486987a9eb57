-- One row per hexagon and year.
select
    h3,
    year,
    establishments as value
from hexagon
order by h3, year;
