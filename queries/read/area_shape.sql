-- One row: the shape of one area, as it was last.
select
    area_code,
    geojson
from area_shape
where area_code = $area and detail = 'map'
order by boundary_year desc
limit 1;
