-- One row per address that is not placed yet and can be asked for.
select distinct
    postcode,
    house_number
from unplaced
where postcode ~ '^[1-9][0-9]{3}[A-Z]{2}$' and house_number > 0
order by postcode, house_number;
