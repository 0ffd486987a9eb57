-- One row per refused row and reason why it is refused, with what it said.
select
    p.row_number,
    p.field,
    p.value,
    p.reason
from problem as p
inner join refused as r on p.row_number = r.row_number
where
    p.reason in (
        select severity.reason from severity
        where severity.severity = 'error'
    )
order by p.row_number, p.field;
