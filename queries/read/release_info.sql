-- One row: what this release is.
select
    release_id,
    edition,
    made_at,
    municipality_codes,
    reference_dates,
    sample,
    protection,
    software_version
from release_info;
