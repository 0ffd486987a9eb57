-- One row per year of a reference date in the register.
select distinct cast(year(reference_date) as integer) as year
from delivered;
