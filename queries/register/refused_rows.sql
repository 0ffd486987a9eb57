-- One row per refused row and reason, with what it said.
select
    p.row_number,
    p.field,
    p.value,
    p.reason
from problem as p
inner join refused as r on p.row_number = r.row_number
order by p.row_number, p.field;
