-- One row per refused row that has columns, as delivered.
with positioned as (
    select
        row_number() over () as position,
        delivery.*
    from delivery
)

select
    n.row_number,
    positioned.* exclude (position)
from positioned
inner join (
    select
        row_number,
        row_number() over (order by row_number) as position
    from numbered
) as n on positioned.position = n.position
inner join refused as r on n.row_number = r.row_number
order by n.row_number;
