-- One row per area that is in a group of areas of its level that are alike.
with named as (
    select area_code, level, municipality_code, arg_max(name, until_year) as name
    from area
    group by area_code, level, municipality_code
)

select
    t.area_code,
    a.name as area_name,
    t.level,
    t.group_code
from area_group as t
inner join named as a on t.area_code = a.area_code
where
    ($area is null or list_contains($area, t.area_code))
    and ($within is null or list_contains($within, a.municipality_code))
    and ($level is null or list_contains($level, a.level))
    and ($group_code is null or list_contains($group_code, t.group_code))
order by t.level, t.group_code, t.area_code;
