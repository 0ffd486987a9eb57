-- Counts what is added to dates that are in the register.
update import_log
set
    rows_accepted = rows_accepted + accepted.row_count,
    rows_refused = $refused
from accepted
where import_log.reference_date = accepted.reference_date;
