-- One row per row with an address that is not placed yet, and not by its coordinates.
create or replace temp view unplaced as
select address.*
from address
where
    address.needs_place
    and address.row_number not in (select located.row_number from located);
