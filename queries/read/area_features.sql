-- One row per area and feature by which areas are compared, of the areas asked for.
select
    area_code,
    year,
    feature,
    value,
    scaled
from area_feature
where list_contains($areas, area_code)
order by area_code, feature;
