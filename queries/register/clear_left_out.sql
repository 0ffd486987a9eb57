-- Removes rows that are left out before the others are checked.
delete from typed
where row_number in (select row_number from left_out);
