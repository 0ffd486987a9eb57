-- One row per row of the delivery, with the number that the user knows it by.
create or replace temp view numbered as
select
    raw.* exclude (position)
    replace (coalesce(raw.row_number, raw.position + given.first_row) as row_number)
from raw
cross join given;
