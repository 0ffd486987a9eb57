-- One row per hub or third place that is open on a reference date.
select
    place_id,
    name,
    kind,
    category,
    lon,
    lat,
    area_code,
    capacity
from place
where
    coalesce(opened_on, cast($reference_date as date)) <= cast($reference_date as date)
    and coalesce(closed_on, cast('9999-12-31' as date)) > cast($reference_date as date)
order by place_id;
