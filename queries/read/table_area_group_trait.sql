-- One row per level, group and feature, with the mean of the areas in the group.
select
    level,
    group_code,
    feature,
    mean,
    memory.main.feature_unit(feature) as unit,
    scaled
from area_group_trait
where
    ($level is null or list_contains($level, level))
    and ($feature is null or list_contains($feature, feature))
    and ($group_code is null or list_contains($group_code, group_code))
order by level, group_code, feature;
