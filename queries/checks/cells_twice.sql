-- Cells that stand in a table more than once.
select 'activity' as table_name, area_code as code, year, count(*) as copies
from activity
group by area_code, year, sector, size_class, premises
having count(*) > 1
union all
select 'location', area_code, year, count(*)
from location
group by area_code, year, rule, location_type, size_class, premises
having count(*) > 1
union all
select 'dynamics', area_code, year, count(*)
from dynamics
group by area_code, year, sector, premises
having count(*) > 1
union all
select 'survival', area_code, year, count(*)
from survival
group by area_code, year, years_after
having count(*) > 1
union all
select 'hexagon', h3, year, count(*)
from hexagon
group by h3, year, premises
having count(*) > 1
union all
select 'place_reach', place_id, year, count(*)
from place_reach
group by place_id, year, radius_m, distance, who, sector_set
having count(*) > 1
union all
select 'reach', area_code, year, count(*)
from reach
group by area_code, year, radius_m, distance, kind, who
having count(*) > 1
union all
select 'area', a.area_code, b.from_year, 2
from area as a
inner join area as b
    on
        a.area_code = b.area_code
        and a.boundary_year < b.boundary_year
        and a.until_year >= b.from_year;
