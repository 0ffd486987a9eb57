-- One row per row that could be split into columns, with its row number in the file.
-- The header stands just before $first; rows that could not be split have numbers too, but are
-- not here.
create or replace temp table numbered as
with line as (
    select
        n as row_number,
        row_number() over (order by n) as position
    from range($first, $rows + $first) as t (n)
    where n not in (select line from reject_errors)
)

select raw.* exclude (position) replace (line.row_number as row_number)
from raw
inner join line on raw.position + 1 = line.position;
