-- One row per area, year and sector group, of a level everywhere or within a municipality, and of
-- areas that are named: establishments and jobs with the flag; null where protected or unknown.
select
    c.area_code,
    c.year,
    c.sector,
    c.establishments,
    c.jobs,
    c.least_establishments,
    c.least_jobs,
    c.flag
from memory.main.any_area as a
inner join memory.main.any_activity as c
    on a.area_code = c.area_code and c.year between a.from_year and a.until_year
where
    list_contains($sectors, c.sector)
    and c.size_class = '*'
    and c.premises = '*'
    and (
        (a.level = $level and ($within is null or a.municipality_code = $within))
        or list_contains($areas, a.area_code)
    )
order by c.area_code, c.year, c.sector;
