-- One row for one area and year: the share of home-based establishments within 1 kilometre of a hub
-- or third place that was open.
select
    r.establishments as part,
    h.establishments as whole,
    least(1.0, r.establishments / nullif(cast(h.establishments as double), 0)) as value,
    case
        when r.area_code is null then 'no_places'
        when regexp_matches(concat(r.flag, h.flag), '[ux]') then 'unknown'
        when h.establishments is null or r.establishments is null then 'protected'
        when h.establishments = 0 then 'few'
    end as doubt
from activity as h
left join reach as r
    on
        h.area_code = r.area_code and h.year = r.year
        and r.radius_m = 1000 and r.distance = 'straight' and r.kind = '*' and r.who = 'home'
where
    h.area_code = $area and h.year = $year
    and h.sector = '*' and h.size_class = '*' and h.premises = 'home';
