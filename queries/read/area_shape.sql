-- One row: the shape of one area.
select
    area_code,
    geojson
from area_shape
where area_code = $area and detail = 'map';
