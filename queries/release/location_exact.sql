-- One row per municipality or wijk, year, location type and size class or premises that has
-- establishments, exact.
create temp table location_exact as
select
    area_code, year, location_type,
    '*' as size_class, coalesce(premises, '*') as premises,
    sum(n) as n, sum(key_sum) as key_sum, sum(jobs) as jobs, sum(noisy) as noisy,
    sum(jobs_full_time) as jobs_full_time, sum(noisy_full_time) as noisy_full_time,
    max(top_jobs) as top_jobs, max(top_full_time) as top_full_time
from counted
where level <> 'buurt'
group by area_code, year, location_type, grouping sets ((), (premises))
union all
select
    area_code, year, location_type, size_code, '*',
    sum(n), sum(key_sum), sum(jobs), sum(noisy), sum(jobs_full_time), sum(noisy_full_time),
    max(top_jobs), max(top_full_time)
from member
where level <> 'buurt'
group by area_code, year, location_type, size_code;
