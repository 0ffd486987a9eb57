-- One row per mark in a file of refused rows.
select distinct refused_from
from raw
order by refused_from
limit 100;
