-- One row per area and detail: its shape as GeoJSON geometry in WGS84.
create table release.area_shape as
select
    area_code,
    detail,
    geojson
from shape
order by area_code, detail;
