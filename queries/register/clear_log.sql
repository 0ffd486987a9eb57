-- Removes log rows of dates that are no longer, or anew, in the register.
delete from import_log
where
    reference_date not in (select reference_date from delivered)
    or reference_date in (select reference_date from accepted);
