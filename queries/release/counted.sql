-- One row per area, year and combination of everything that is counted apart, exact.
create temp table counted as
select
    level,
    area_code,
    year,
    sector_code,
    section_code,
    size_class,
    premises,
    location_type,
    sites_type,
    land_use_type,
    is_lt10,
    is_one,
    is_wijkeconomie,
    count(*) as n,
    sum(record_key) as key_sum,
    sum(jobs) as jobs,
    sum(noisy) as noisy,
    sum(jobs_full_time) as jobs_full_time,
    sum(noisy_full_time) as noisy_full_time,
    max(jobs) as top_jobs,
    max(jobs_full_time) as top_full_time
from located
group by all;
