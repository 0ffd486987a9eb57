-- One row per row of the delivered file, with its workers summed over men and women.
-- SBI codes of three digits have lost their leading zero when 0 and the first two are a group; so
-- have those of four in SBI 2025, when nearly all others have five.
create or replace temp view summed as
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
    length(sbi_code)
    = case when sbi_version = '2025' and (select has_five_digits from code_length) then 4 else 3 end
    and regexp_matches(sbi_code, '^(1[1-7]|2[1-4]|3[12]|5[12]|6[12]|7[12]|8[19]|9[19])')
        as has_lost_zero
from trimmed;
