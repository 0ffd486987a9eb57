-- One row per area and year, of a level everywhere or within a municipality, and of areas that are
-- named: the cells a profile is made of, with their flags; null where protected or unknown, where
-- columns with least tell what is published of a city part.
select
    a.area_code,
    a.name,
    a.level,
    c.year,
    max(a.population) as population,
    max(a.dwellings) as dwellings,
    max(a.same_since) as same_since,
    max(a.boundary_year) as boundary_year,
    max(c.establishments) filter (where c.size_class = '*' and c.premises = '*') as establishments,
    max(c.jobs) filter (where c.size_class = '*' and c.premises = '*') as jobs,
    max(c.establishments) filter (where c.premises = 'home') as home,
    max(c.establishments) filter (where c.premises = 'business') as business,
    max(c.establishments) filter (where c.premises = 'unknown') as unknown,
    max(c.establishments) filter (where c.size_class = 'one') as one,
    max(c.establishments) filter (where c.size_class = 'lt10') as lt10,
    max(c.establishments) filter (where c.size_class = 'wijkeconomie') as wijkeconomie,
    max(c.least_establishments) filter (where c.size_class = '*' and c.premises = '*')
        as least_establishments,
    max(c.least_jobs) filter (where c.size_class = '*' and c.premises = '*') as least_jobs,
    max(c.least_establishments) filter (where c.premises = 'home') as least_home,
    max(c.least_establishments) filter (where c.premises = 'business') as least_business,
    max(c.least_establishments) filter (where c.premises = 'unknown') as least_unknown,
    max(c.flag) filter (where c.size_class = '*' and c.premises = '*') as flag,
    max(c.flag) filter (where c.premises = 'home') as home_flag,
    max(c.flag) filter (where c.premises = 'business') as business_flag,
    max(c.flag) filter (where c.premises = 'unknown') as unknown_flag,
    max(c.flag) filter (where c.size_class = 'one') as one_flag,
    max(c.flag) filter (where c.size_class = 'lt10') as lt10_flag,
    max(c.flag) filter (where c.size_class = 'wijkeconomie') as wijkeconomie_flag
from memory.main.any_area as a
inner join memory.main.any_activity as c
    on a.area_code = c.area_code and c.year between a.from_year and a.until_year
where
    c.sector = '*'
    and (c.size_class = '*' or c.premises = '*')
    and (
        (a.level = $level and ($within is null or a.municipality_code = $within))
        or list_contains($areas, a.area_code)
    )
group by a.area_code, a.name, a.level, c.year
order by a.area_code, c.year;
