-- One row per reason: how many rows it concerns, the first of them and what they say. Remarks are
-- of rows that are taken; of rows that have no columns nothing is said.
with told as (
    select
        reason,
        row_number,
        case when field <> '' then value end as value
    from problem
    where
        reason in (
            select reason from severity
            where severity = 'error'
        )
        or row_number not in (select row_number from refused)
    union all
    select
        reason,
        row_number,
        value
    from left_out
)

select
    reason,
    count(distinct row_number) as row_count,
    min(row_number) as first_row,
    arg_min(value, row_number) as first_value,
    min(struct_pack(row_number := row_number, said := coalesce(value, '')), 5) as examples
from told
group by reason
order by row_count desc, reason;
