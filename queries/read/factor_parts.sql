-- One row per area of a municipality: figures of a year that factors are made from, null where
-- protected or unknown, with the flag of each.
with counted as (
    select
        area_code,
        max(establishments) filter (where premises = '*') as establishments,
        max(flag) filter (where premises = '*') as establishments_flag,
        max(jobs) filter (where premises = '*') as jobs,
        max(establishments) filter (where premises = 'business') as business,
        max(flag) filter (where premises = 'business') as business_flag
    from memory.main.any_activity
    where
        year = $year and sector = '*' and size_class = '*'
        and substr(area_code, 3, 4) = substr($municipality, 3, 4)
    group by area_code
),

reached as (
    select
        area_code,
        max(establishments) filter (where kind = 'hub') as near_hub,
        max(flag) filter (where kind = 'hub') as near_hub_flag,
        max(establishments) filter (where kind = 'third_place') as near_third_place,
        max(flag) filter (where kind = 'third_place') as near_third_place_flag
    from memory.main.any_reach
    where
        year = $year and radius_m = 1000 and distance = 'straight' and who = 'all'
        and substr(area_code, 3, 4) = substr($municipality, 3, 4)
    group by area_code
)

select
    a.area_code,
    a.level,
    a.boundary_year,
    a.dwellings,
    c.establishments,
    c.establishments_flag,
    c.jobs,
    c.establishments_flag as jobs_flag,
    c.business,
    c.business_flag,
    d.openings,
    d.closures,
    case when d.openings is null then d.flag end as openings_flag,
    case when d.closures is null then d.flag end as closures_flag,
    r.near_hub,
    r.near_hub_flag,
    r.near_third_place,
    r.near_third_place_flag
from memory.main.any_area as a
left join counted as c on a.area_code = c.area_code
left join reached as r on a.area_code = r.area_code
left join memory.main.any_dynamics as d
    on a.area_code = d.area_code and d.year = $year and d.sector = '*' and d.premises = '*'
where
    $year between a.from_year and a.until_year
    and substr(a.area_code, 3, 4) = substr($municipality, 3, 4)
order by a.area_code;
