-- One row per municipality and wijk in a year: of the establishments there (whole) how many lie
-- within reach of a place that was open (reached), the share (0-1) and the flags of both. Without
-- rows when no places of the kind are loaded.
with now as (
    select
        area_code,
        level,
        name,
        parent_code
    from area
    where $year between from_year and until_year
),

whole as (
    select
        area_code,
        establishments,
        flag
    from activity
    where
        year = $year
        and sector = '*'
        and size_class = case $who when 'one_person' then 'one' else '*' end
        and premises = case $who when 'home' then 'home' else '*' end
)

select
    r.area_code,
    n.level,
    n.name,
    n.parent_code,
    r.establishments as reached,
    r.flag,
    w.establishments as whole,
    w.flag as whole_flag,
    case
        when r.establishments is not null
            then least(1.0, r.establishments / nullif(cast(w.establishments as double), 0))
    end as share
from reach as r
inner join now as n on r.area_code = n.area_code
inner join whole as w on r.area_code = w.area_code
where
    r.year = $year
    and r.radius_m = $radius_m
    and r.distance = $distance
    and r.kind = $kind
    and r.who = $who
order by n.level, r.area_code;
