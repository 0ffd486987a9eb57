-- One row per reason why a row is refused (error) or kept with a remark (warning).
create or replace temp table problem as
with checked as (
    select
        t.*,
        coalesce(regexp_matches(t.sbi_code, '^[0-9]{4,6}$') and s.sector_code is not null, false)
            as is_sbi_known
    from typed as t
    left join division as s on left(t.sbi_code, 2) = s.division
),

first_row as (
    select
        reference_date,
        establishment_id,
        min(row_number) as row_number
    from typed
    group by reference_date, establishment_id
    having count(*) > 1
)

select row_number, 'establishment_id' as field, establishment_id as value, 'id_wrong' as reason
from checked
where not coalesce(establishment_id ~ '^[0-9]{12}$' and establishment_id <> repeat('0', 12), false)
union all
select t.row_number, 'establishment_id', t.establishment_id, 'id_twice'
from typed as t
inner join first_row as f
    on
        t.establishment_id is not distinct from f.establishment_id
        and t.reference_date is not distinct from f.reference_date
where t.row_number > f.row_number
union all
select row_number, 'reference_date', reference_date_text, 'date_wrong'
from checked
where not coalesce(reference_date between date '1990-01-01' and current_date, false)
union all
select row_number, 'sbi_code', sbi_text, 'sbi_wrong'
from checked
where not is_sbi_known
union all
select row_number, 'sbi_code', sbi_text, 'sbi_zero_restored'
from checked
where sbi_code <> sbi_text and is_sbi_known
union all
select row_number, 'x', null, 'no_coordinates'
from checked
where buurt_code is null and (x is null or y is null);
