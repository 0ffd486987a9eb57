-- One row per reference date in the register.
select
    reference_date,
    is_sample
from import_log
order by reference_date;
