-- One row per cell of areas, as published, and of city parts, with what is told at least.
create view memory.main.any_activity as
select
    area_code,
    year,
    sector,
    size_class,
    premises,
    establishments,
    jobs,
    jobs_full_time,
    flag,
    establishments as least_establishments,
    jobs as least_jobs
from release.main.activity
union all
select
    area_code,
    year,
    sector,
    size_class,
    premises,
    establishments,
    jobs,
    jobs_full_time,
    flag,
    least_establishments,
    least_jobs
from memory.main.city_part_activity;
