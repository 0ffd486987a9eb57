-- One row per row of the file that is not taken.
create or replace temp table refused as
select distinct row_number
from problem
where reason in (
    select reason from severity
    where severity = 'error'
);
