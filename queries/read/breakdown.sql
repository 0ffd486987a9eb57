-- One row per code of a dimension for one area and year, or all areas of a municipality: its share
-- (%) of the area's published total, with that in the municipality; null where protected.
with cell as (
    select
        area_code,
        establishments,
        flag,
        case $dimension
            when 'sector' then sector
            when 'size_class' then size_class
            else premises
        end as code
    from memory.main.any_activity
    where
        year = $year
        and substr(area_code, 3, 4) = substr(coalesce($area, $municipality), 3, 4)
        and (sector = '*' or $dimension = 'sector')
        and (size_class = '*' or $dimension = 'size_class')
        and (premises = '*' or $dimension = 'premises')
),

shared as (
    select
        c.area_code,
        c.code,
        c.establishments,
        c.flag,
        case
            when c.establishments > t.establishments then 100
            else c.establishments / nullif(t.establishments, 0) * 100
        end as share
    from cell as c
    inner join cell as t on c.area_code = t.area_code and t.code = '*'
)

select
    s.area_code,
    s.code,
    s.establishments,
    s.flag,
    s.share,
    m.share as municipality_share
from shared as s
inner join memory.main.any_area as a
    on s.area_code = a.area_code and $year between a.from_year and a.until_year
inner join shared as m on a.municipality_code = m.area_code and s.code = m.code
where
    s.code <> '*'
    and coalesce(s.area_code = $area, a.municipality_code = $municipality)
order by s.area_code, s.code;
