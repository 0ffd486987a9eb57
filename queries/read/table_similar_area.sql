-- One row per area, areas compared with and position: the areas of its level most like it.
with named as (
    select area_code, level, municipality_code, arg_max(name, until_year) as name
    from area
    group by area_code, level, municipality_code
)

select
    t.area_code,
    a.name as area_name,
    a.level,
    t.preset,
    t.position,
    t.similar_code,
    s.name as similar_name,
    t.distance
from similar_area as t
inner join named as a on t.area_code = a.area_code
inner join named as s on t.similar_code = s.area_code
where
    ($area is null or list_contains($area, t.area_code))
    and ($within is null or list_contains($within, a.municipality_code))
    and ($level is null or list_contains($level, a.level))
    and ($preset is null or list_contains($preset, t.preset))
    and ($position is null or list_contains($position, t.position))
order by t.area_code, t.preset, t.position;
