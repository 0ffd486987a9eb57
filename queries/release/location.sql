-- One row per municipality or wijk, year, location type and size class or premises.
create table release.location as
select
    area_code,
    year,
    'area' as rule,
    location_type,
    size_class,
    premises,
    establishments,
    jobs,
    jobs_full_time,
    flag
from published
where location_type <> '*'
order by area_code, year, location_type, size_class, premises;
