-- One row per place: what it is, and the establishments of a kind within a radius.
with last_area as (
    select
        area_code,
        level,
        name,
        parent_code
    from area
    qualify until_year = max(until_year) over ()
)

select
    p.place_id,
    p.name,
    p.kind,
    p.category,
    p.lon,
    p.lat,
    p.area_code,
    a.name as area_name,
    w.area_code as wijk_code,
    w.name as wijk_name,
    p.capacity,
    p.operator,
    p.theme,
    p.opening_hours,
    p.url,
    p.opened_on,
    p.closed_on,
    p.checked_on,
    p.sample,
    r.establishments as reached,
    r.flag
from place as p
left join last_area as a on p.area_code = a.area_code
left join last_area as w
    on w.area_code = case a.level when 'wijk' then a.area_code else a.parent_code end
left join place_reach as r
    on
        p.place_id = r.place_id
        and r.year = $year
        and r.radius_m = $radius_m
        and r.distance = $distance
        and r.who = $who
        and r.sector_set = '*'
order by p.name;
