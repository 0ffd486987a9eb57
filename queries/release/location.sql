-- One row per municipality or wijk, year, rule, location type and size class or premises.
create table release.location as
select
    area_code,
    year,
    split_part(location_type, ':', 1) as rule,
    split_part(location_type, ':', 2) as location_type,
    size_class,
    premises,
    establishments,
    jobs,
    jobs_full_time,
    flag
from published
where location_type <> '*'
order by area_code, year, rule, location_type, size_class, premises;
