-- One row per hub or third place.
create table release.place as
select
    place_id,
    name,
    kind,
    category,
    lon,
    lat,
    area_code,
    cast(capacity as integer) as capacity,
    cast(operator as varchar) as operator,
    cast(theme as varchar) as theme,
    cast(opening_hours as varchar) as opening_hours,
    cast(url as varchar) as url,
    cast(opened_on as date) as opened_on,
    cast(closed_on as date) as closed_on,
    cast(checked_on as date) as checked_on,
    source,
    sample
from place
order by place_id;
