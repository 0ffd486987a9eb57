-- One row per area, year, sector, size class and premises that is published; zeros included.
create table release.activity as
select
    area_code,
    year,
    sector,
    size_class,
    premises,
    establishments,
    jobs,
    jobs_full_time,
    flag
from published
where measure = 'establishments' and location_type = '*'
order by area_code, year, sector, size_class, premises;
