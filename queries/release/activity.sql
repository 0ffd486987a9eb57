-- One row per area, year, sector, size class and premises that is published; zeros included.
create table release.activity as
with grid as (
    select
        a.area_code,
        y.year,
        d.sector,
        d.size_class,
        d.premises
    from area as a
    inner join dimension as d on a.level = d.level
    cross join (select distinct year from register.establishment) as y
)

select
    g.area_code,
    g.year,
    g.sector,
    g.size_class,
    g.premises,
    cast(published_count(e.n, e.key_sum, 5) as integer) as establishments,
    published_jobs(e.n, e.noisy) as jobs,
    published_jobs(e.n, e.noisy_full_time) as jobs_full_time,
    jobs_flag(
        e.n,
        greatest(distortion(e.jobs, e.noisy), distortion(e.jobs_full_time, e.noisy_full_time))
    ) as flag
from grid as g
left join activity_exact as e
    on
        g.area_code = e.area_code
        and g.year = e.year
        and g.sector = e.sector
        and g.size_class = e.size_class
        and g.premises = e.premises
order by g.area_code, g.year, g.sector, g.size_class, g.premises;
