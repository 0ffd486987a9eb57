-- One row for one area and year: the share of home-based establishments that are small, by a rule
-- for small.
select
    s.establishments as part,
    h.establishments as whole,
    s.establishments / nullif(cast(h.establishments as double), 0) as value,
    case
        when regexp_matches(concat(s.flag, h.flag), '[ux]') then 'unknown'
        when h.establishments is null or s.establishments is null then 'protected'
        when h.establishments = 0 then 'few'
    end as doubt
from activity as s
inner join activity as h on s.area_code = h.area_code and s.year = h.year and s.sector = h.sector
where
    s.area_code = $area and s.year = $year and s.sector = '*'
    and s.premises = 'home' and s.size_class = $size
    and h.premises = 'home' and h.size_class = '*';
