-- Removes the reference dates that are delivered anew.
delete from delivered
where reference_date in (select reference_date from accepted);
