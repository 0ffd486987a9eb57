-- One row per row that could be split into columns, with its row number in the file.
-- The header is row 1; rows that could not be split have numbers too, but are not here.
create or replace temp table numbered as
with line as (
    select
        n as row_number,
        row_number() over (order by n) as position
    from range(2, $rows + 2) as t (n)
    where n not in (select line from reject_errors)
)

select
    line.row_number,
    raw.*
from raw
inner join line on raw.rowid + 1 = line.position;
