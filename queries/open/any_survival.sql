-- One row per cohort of establishments that opened in areas, as published, and in city parts, and
-- years after: how many are still there.
create view memory.main.any_survival as
select
    area_code,
    year,
    years_after,
    establishments,
    flag
from release.main.survival
union all
select
    area_code,
    year,
    years_after,
    establishments,
    flag
from memory.main.city_part_survival;
