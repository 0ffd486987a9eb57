-- One row per area and boundary year: its shape.
select
    s.area_code,
    a.from_year,
    a.until_year,
    s.geojson
from area_shape as s
inner join area as a on s.area_code = a.area_code and s.boundary_year = a.boundary_year
where s.detail = 'map';
