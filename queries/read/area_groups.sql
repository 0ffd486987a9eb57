-- One row per level, group and feature, with how many areas are in the group.
with size as (
    select
        level,
        group_code,
        count(*) as areas
    from area_group
    group by level, group_code
)

select
    t.level,
    t.group_code,
    s.areas,
    t.feature,
    t.mean,
    t.scaled
from area_group_trait as t
inner join size as s on t.level = s.level and t.group_code = s.group_code
where t.level = $level
order by t.group_code, t.feature;
