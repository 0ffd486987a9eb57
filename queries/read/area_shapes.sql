-- One row per area of a level in a year, of all municipalities or within one, with its shape, by
-- code; beside others of several municipalities its name has the municipality.
select
    a.area_code,
    case
        when $within is null and $level <> 'municipality' and m.several
            then a.name || ' (' || w.name || ')'
        else a.name
    end as name,
    s.geojson
from area as a
cross join (select count(distinct municipality_code) > 1 as several from area) as m
left join area as w
    on a.municipality_code = w.area_code and a.boundary_year = w.boundary_year
inner join area_shape as s on a.area_code = s.area_code and a.boundary_year = s.boundary_year
where
    a.level = $level
    and ($within is null or a.municipality_code = $within)
    and s.detail = 'map'
    and coalesce($year, (select max(until_year) from area)) between a.from_year and a.until_year
order by a.area_code;
