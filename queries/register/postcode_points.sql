-- One row per postcode that is still looked for: the middle of its address objects (m).
select
    postcode,
    round(avg(x), 1) as x,
    round(avg(y), 1) as y,
    count(*) as addresses
from object
where x is not null and postcode in (select unplaced.postcode from unplaced)
group by postcode;
