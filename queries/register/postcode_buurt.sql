-- One row per postcode that is still looked for, buurt and boundary year: its house numbers there.
select
    postcode,
    buurt_code,
    boundary_year,
    count(*) as addresses
from number
where postcode in (select unplaced.postcode from unplaced)
group by postcode, buurt_code, boundary_year;
