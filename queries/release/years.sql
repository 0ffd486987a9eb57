-- One row per year of the register.
select distinct year
from known
order by year;
