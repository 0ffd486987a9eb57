-- One row per year of the register.
select distinct year
from register.establishment
order by year;
