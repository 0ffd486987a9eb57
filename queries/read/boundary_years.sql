-- One row per year from which other boundaries hold than the year before; the first is one too.
select distinct from_year as year
from area
order by from_year;
