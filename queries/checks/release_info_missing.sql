-- A release says what it is in exactly one row.
select count(*) as rows
from release_info
having count(*) <> 1 or bool_or(release_id is null or software_version is null);
