-- One row per area, boundary year and detail: its shape as GeoJSON geometry in WGS84.
create table release.area_shape as
select
    area_code,
    cast(boundary_year as integer) as boundary_year,
    detail,
    geojson
from area_shape
order by area_code, boundary_year, detail;
