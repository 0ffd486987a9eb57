-- One row per municipality and release: its name and the years of its boundaries, in order.
select
    origin,
    area_code,
    max(name) as name,
    string_agg(distinct boundary_year, ', ' order by boundary_year) as years
from (
    select 'before' as origin, area_code, level, name, boundary_year from before.area
    union all
    select 'after' as origin, area_code, level, name, boundary_year from after.area
) as either
where level = 'municipality'
group by origin, area_code
order by area_code;
