-- One row per area of a level in a year, with its shape, by code.
select
    a.area_code,
    a.name,
    s.geojson
from area as a
inner join area_shape as s on a.area_code = s.area_code and a.boundary_year = s.boundary_year
where
    a.level = $level
    and s.detail = 'map'
    and coalesce($year, (select max(until_year) from area)) between a.from_year and a.until_year
order by a.area_code;
