-- One row per area and boundary year of the areas asked for, with the years of reference dates it
-- is used for.
select
    a.area_code,
    a.boundary_year,
    a.from_year,
    a.until_year,
    s.geojson
from area as a
inner join area_shape as s
    on a.area_code = s.area_code and a.boundary_year = s.boundary_year
where
    s.detail = 'map'
    and ($areas is null or list_contains($areas, a.area_code))
order by a.area_code, a.boundary_year;
