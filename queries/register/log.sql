-- Adds one row per reference date just imported.
insert into import_log by name
select
    accepted.reference_date,
    $file_name as file_name,
    $layout as layout,
    accepted.row_count as rows_accepted,
    $refused as rows_refused,
    accepted.is_sample,
    now() at time zone 'utc' as imported_at,
    matched.place as placed_by,
    matched.use as use_from
from accepted
left join matched on accepted.reference_date = matched.reference_date;
