-- One row per area: its shape as published.
select
    area_code,
    geojson
from shape
where detail = 'map';
