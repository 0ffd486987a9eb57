-- One row per row that lacks a place or the use of its building, with its address cleaned.
create or replace temp table address as
with written as (
    select
        t.row_number,
        t.reference_date,
        t.is_shielded,
        t.placed_by = 'none' as needs_place,
        $has_objects and t.use is null and not t.is_shielded as needs_use,
        upper(replace(n.postcode, ' ', '')) as postcode,
        try_cast(regexp_extract(n.house_number, '^\s*0*([0-9]{1,5})', 1) as integer)
            as house_number,
        suffix(regexp_replace(n.house_number, '^\s*[0-9]+([.]0$)?', '')) as joined_suffix,
        suffix(concat_ws(' ', n.house_letter, n.house_addition)) as own_suffix,
        lpad(regexp_extract(n.address_object_id, '([0-9]{9,16})([.]0)?\s*$', 1), 16, '0')
            as object_id
    from typed as t
    inner join numbered as n on t.row_number = n.row_number
    where t.placed_by = 'none' or ($has_objects and t.use is null and not t.is_shielded)
)

select
    * exclude (joined_suffix, own_suffix),
    case
        when joined_suffix = own_suffix then own_suffix
        else joined_suffix || own_suffix
    end as suffix
from written;
