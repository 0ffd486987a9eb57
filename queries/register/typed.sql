-- One row per row of the delivered file, as text turned into values; null where that fails.
create or replace temp table typed as
with final as (
    select
        row_number,
        case when length(establishment_id) < 12 then '000000000000' else '' end
        || establishment_id as padded_id,
        parsed_date(reference_date) as reference_date,
        reference_date as reference_date_text,
        sbi_code as sbi_text,
        case when has_lost_zero then '0' || sbi_code else sbi_code end as sbi_code,
        sbi_version,
        case when jobs is not null then parsed(jobs) else all_full_time + all_part_time end
            as jobs,
        case when has_parts then all_full_time else parsed(jobs) end as jobs_full_time,
        jobs_text,
        not has_parts and not is_estimated as is_full_time_assumed,
        is_estimated,
        size_class,
        case when municipality_digits is not null then 'GM' || lpad(municipality_digits, 4, '0') end
            as municipality_code,
        x, y, use, is_shielded, is_sample,
        parsed_date(started_on) as started_on,
        parsed_date(ended_on) as ended_on
    from summed
)

select
    * exclude (padded_id),
    case
        when length(padded_id) > 12 and padded_id like '000000000000%'
            then right(padded_id, 12)
        else padded_id
    end as establishment_id
from final
where
    $reference_date is null
    or reference_date is null
    or reference_date = cast($reference_date as date);
