-- One row per area in the newest year of which its municipality has figures: what is known of it,
-- also of the area it lies in (whole_), and the year five years earlier while it was the same.
with newest as (
    select
        a.municipality_code,
        max(c.year) as year
    from release.activity as c
    inner join release.area as a
        on c.area_code = a.area_code and c.year between a.from_year and a.until_year
    where
        a.level = 'municipality' and c.establishments is not null
        and c.sector = '*' and c.size_class = '*' and c.premises = '*'
    group by a.municipality_code
)

select
    a.area_code,
    a.level,
    n.year,
    if(n.year - 5 < a.same_since, null, n.year - 5) as year_before,
    a.population,
    a.dwellings,
    a.land_ha,
    a.urbanity,
    w.dwellings as whole_dwellings,
    w.land_ha as whole_land_ha
from release.area as a
inner join newest as n
    on a.municipality_code = n.municipality_code and n.year between a.from_year and a.until_year
left join release.area as w
    on a.parent_code = w.area_code and a.boundary_year = w.boundary_year
order by a.area_code;
