-- One row per municipality or wijk and year: of the establishments there (whole) how many lie
-- within reach of a place that was open on the reference date (reached), the share (0-1) and the
-- flags of both; of one area or year when given. No rows when no places of the kind are loaded.
select
    r.area_code,
    r.year,
    r.establishments as reached,
    r.flag,
    w.establishments as whole,
    w.flag as whole_flag,
    case
        when r.establishments is not null
            then least(1.0, r.establishments / nullif(cast(w.establishments as double), 0))
    end as share
from reach as r
inner join area as a on r.area_code = a.area_code and r.year between a.from_year and a.until_year
inner join activity as w on r.area_code = w.area_code and r.year = w.year
where
    ($area is null or r.area_code = $area)
    and ($year is null or r.year = $year)
    and r.radius_m = $radius_m
    and r.distance = $distance
    and r.kind = $kind
    and r.who = $who
    and w.sector = '*'
    and w.size_class = case $who when 'one_person' then 'one' else '*' end
    and w.premises = case $who when 'home' then 'home' else '*' end
order by r.year, r.area_code;
