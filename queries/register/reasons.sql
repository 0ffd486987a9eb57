-- One row per reason: how many rows it concerns, and the first of them.
select
    reason,
    count(distinct row_number) as row_count,
    min(row_number) as first_row,
    arg_min(value, row_number) as first_value
from problem
group by reason
order by row_count desc, reason;
