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
    cast(url as varchar) as url,
    cast(opened_on as date) as opened_on,
    cast(checked_on as date) as checked_on,
    source,
    sample
from place
order by place_id;
