-- One row: whether the release has the reference dates and municipalities of the register.
select
    max(i.reference_dates) = string_agg(distinct e.reference_date, ' ' order by e.reference_date)
    and max(i.municipality_codes)
    = string_agg(distinct e.municipality_code, ' ' order by e.municipality_code) as is_made_from
from register.establishment as e
cross join release.release_info as i;
