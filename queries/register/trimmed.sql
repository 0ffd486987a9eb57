-- One row per row of the delivered file, cleaned of spaces and spreadsheet leftovers.
-- An address is shielded by any mark that does not plainly say no. Where no number of workers is
-- given, the size class gives one.
create or replace temp view trimmed as
select
    numbered.row_number,
    coalesce(trim(origin) like 'voorbeeld%', false) as is_sample,
    case
        when ends_with(trim(establishment_id), '.0') then trim(establishment_id)[:-3]
        else trim(establishment_id)
    end as establishment_id,
    coalesce(nullif(trim(numbered.reference_date), ''), given.reference_date) as reference_date,
    replace(
        replace(
            case when ends_with(trim(sbi_code), '.0') then trim(sbi_code)[:-3] else sbi_code end,
            '.', ''
        ),
        ' ', ''
    ) as sbi_code,
    case
        when contains(numbered.sbi_version, '2025') then '2025'
        when contains(numbered.sbi_version, '2008') then '2008'
        else given.sbi_version
    end as sbi_version,
    coalesce(
        full_time, part_time, full_time_men, full_time_women, part_time_men, part_time_women
    ) is not null as has_parts,
    numbered.jobs is null and not has_parts and numbered.size_class is not null as is_estimated,
    coalesce(numbered.jobs, case when is_estimated then cast(class.jobs as varchar) end) as jobs,
    full_time,
    part_time,
    full_time_men,
    full_time_women,
    part_time_men,
    part_time_women,
    numbered.size_class,
    concat_ws(
        ' + ', numbered.jobs, full_time, part_time, full_time_men, full_time_women, part_time_men,
        part_time_women
    ) as jobs_text,
    case
        when try_cast(municipality_code as usmallint) is not null then trim(municipality_code)
        else nullif(regexp_replace(municipality_code, '[^0-9]', '', 'g'), '')
    end as municipality_digits,
    parsed_metres(x) as x,
    parsed_metres(y) as y,
    nullif(lower(trim(use)), '') as use,
    coalesce(
        lower(trim(shielded)) not in ('', 'nee', 'n', 'no', 'false', 'onwaar', '0', '0.0'), false
    ) as is_shielded,
    started_on,
    ended_on
from numbered
cross join given
left join class on numbered.size_class = class.written;
