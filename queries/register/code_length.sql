-- One row: whether nearly all codes of SBI 2025 in the delivery have five digits.
create or replace temp table code_length as
select
    coalesce(avg(cast(length(trim(numbered.sbi_code)) = 5 as integer)) >= 0.9, false)
        as has_five_digits
from numbered
cross join given
where contains(coalesce(numbered.sbi_version, given.sbi_version), '2025');
