-- One row per year of a reference date, of the register or of the delivery.
select distinct cast(year(reference_date) as integer) as year
from delivered
union
select distinct cast(year(reference_date) as integer) as year
from typed
where reference_date is not null;
