-- One row: whether nearly all codes of SBI 2025 in the delivery have five digits.
create or replace temp table code_length as
select coalesce(avg(cast(length(sbi_code) = 5 as integer)) >= 0.9, false) as has_five_digits
from trimmed
where sbi_version = '2025';
