-- One row per wijk within a municipality in a year: its home-based establishments.
select
    a.area_code,
    a.name,
    c.establishments as home_based,
    c.flag
from area as a
inner join activity as c
    on a.area_code = c.area_code and c.year between a.from_year and a.until_year
where
    a.level = 'wijk'
    and a.municipality_code = $within
    and c.year = $year
    and c.sector = '*'
    and c.size_class = '*'
    and c.premises = 'home'
order by a.area_code;
