-- One row per postcode, buurt and boundary year: how many house numbers it has there.
create or replace temp table postcode_buurt as
select
    postcode,
    buurt_code,
    boundary_year,
    count(*) as addresses
from number
where postcode in (select unplaced.postcode from unplaced)
group by postcode, buurt_code, boundary_year;
