-- One row per place and year: whether it was open on the reference date. One that does not tell
-- when it opened, or closed, was or is open.
create temp table place_year as
with dated as (
    select
        year,
        max(reference_date) as reference_date
    from register.establishment
    group by year
)

select
    p.place_no,
    p.place_id,
    p.kind,
    d.year,
    coalesce(cast(p.opened_on as date) <= d.reference_date, true)
    and coalesce(cast(p.closed_on as date) > d.reference_date, true) as is_open
from reach_place as p
cross join dated as d;
