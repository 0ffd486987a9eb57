-- One row per row of the delivered file, as text turned into values; null where that fails.
-- SBI codes of three digits have lost their leading zero when 0 and the first two are a group.
create or replace temp table typed as
with summed as (
    select
        *,
        case
            when full_time is not null then parsed(full_time)
            when has_parts then parsed_part(full_time_men) + parsed_part(full_time_women)
        end as all_full_time,
        case
            when part_time is not null then parsed(part_time)
            when has_parts then parsed_part(part_time_men) + parsed_part(part_time_women)
        end as all_part_time,
        length(sbi_code) = 3
        and regexp_matches(sbi_code, '^(1[1-7]|2[1-4]|3[12]|5[12]|6[12]|7[12]|8[19]|9[19])')
            as has_lost_zero
    from trimmed
),

final as (
    select
        row_number,
        case when length(establishment_id) < 12 then '000000000000' else '' end
        || establishment_id as padded_id,
        coalesce(
            try_strptime(reference_date, '%Y-%m-%d'),
            try_strptime(reference_date, '%Y%m%d'),
            try_strptime(reference_date, '%d-%m-%Y')
        )::date as reference_date,
        reference_date as reference_date_text,
        sbi_code as sbi_text,
        case when has_lost_zero then '0' || sbi_code else sbi_code end as sbi_code,
        sbi_version,
        case when jobs is not null then parsed(jobs) else all_full_time + all_part_time end
            as jobs,
        case when has_parts then all_full_time else parsed(jobs) end as jobs_full_time,
        jobs_text,
        not has_parts as is_full_time_assumed,
        case when municipality_digits is not null then 'GM' || lpad(municipality_digits, 4, '0') end
            as municipality_code,
        x, y, use, is_shielded, is_sample,
        null::varchar as buurt_code,
        case when is_rd(x, y) then 'coordinates' else 'none' end as placed_by
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
