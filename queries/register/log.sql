-- Adds one row per reference date just imported.
insert into import_log
select
    reference_date,
    $file_name as file_name,
    $layout as layout,
    row_count as rows_accepted,
    $refused as rows_refused,
    is_sample,
    now() at time zone 'utc' as imported_at
from accepted;
