-- One row per place: what it is and where.
select
    place_id,
    kind,
    lon,
    lat
from place
order by place_id;
