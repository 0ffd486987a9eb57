-- Removes the sample when the first real delivery arrives.
delete from delivered
where reference_date in (
    select reference_date from import_log
    where is_sample
);
