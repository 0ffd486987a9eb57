-- Areas that cannot be drawn.
select a.area_code
from area as a
left join area_shape as s
    on a.area_code = s.area_code and a.boundary_year = s.boundary_year and s.detail = 'map'
where s.geojson is null;
