-- One row per smallest area, boundary year, rule and location type there can be in it.
select
    l.area_code,
    a.from_year,
    a.until_year,
    l.rule || ':' || l.location_type as location_type
from area_location as l
inner join area as a on l.area_code = a.area_code and l.boundary_year = a.boundary_year
order by l.area_code, a.from_year, l.rule, l.location_type;
