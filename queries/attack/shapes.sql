-- One row per area: its shape.
select
    area_code,
    geojson
from area_shape
where detail = 'map';
