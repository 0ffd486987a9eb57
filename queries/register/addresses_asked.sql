-- One row per address that is not placed yet and may be asked for: not of who is shielded.
select distinct
    postcode,
    house_number
from unplaced
where not is_shielded and postcode ~ '^[1-9][0-9]{3}[A-Z]{2}$' and house_number > 0
order by postcode, house_number;
