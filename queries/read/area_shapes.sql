-- One row per area of a level, with its shape, by code.
select
    a.area_code,
    a.name,
    s.geojson
from area as a
inner join area_shape as s on a.area_code = s.area_code
where a.level = $level and s.detail = 'map'
order by a.area_code;
