-- One row per reference date, subject (place or use) and method: the rows taken.
with taken as (
    select
        t.reference_date,
        t.placed_by,
        case
            when t.is_shielded then 'shielded'
            when b.use_from is not null then b.use_from
            when t.use is not null then 'delivered'
            else 'none'
        end as use_from
    from typed as t
    left join building_use as b on t.row_number = b.row_number
    where t.row_number not in (select row_number from refused)
)

select
    reference_date,
    'place' as subject,
    placed_by as method,
    count(*) as row_count
from taken
group by reference_date, placed_by
union all
select reference_date, 'use', use_from, count(*)
from taken
group by reference_date, use_from
order by reference_date, subject, row_count desc, method;
