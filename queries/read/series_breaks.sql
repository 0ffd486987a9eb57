-- One row per year in which the series of an area break, or all of them (*), and why. Those of a
-- city part break when it is of other boundaries than the years before.
select
    area_code,
    year,
    kind,
    before,
    after
from series_break
where area_code = '*' or area_code = $area or $area is null
union all
select
    area_code,
    from_year as year,
    'boundaries' as kind,
    cast(lag(boundary_year) over (partition by area_code order by from_year) as varchar) as before,
    cast(boundary_year as varchar) as after
from memory.main.city_part_area
where area_code = $area
qualify same_since = from_year and before is not null
order by year, area_code, kind;
