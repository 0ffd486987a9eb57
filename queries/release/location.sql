-- One row per municipality or wijk, year, location type and size class or premises.
create table release.location as
with exact as (
    select
        area_code, year, location_type,
        '*' as size_class, coalesce(premises, '*') as premises,
        count(*) as n, sum(record_key) as key_sum, sum(jobs) as jobs, sum(noisy) as noisy,
        sum(jobs_full_time) as jobs_full_time, sum(noisy_full_time) as noisy_full_time
    from located
    where level <> 'buurt'
    group by area_code, year, location_type, grouping sets ((), (premises))
    union all
    select
        area_code, year, location_type, size_code, '*',
        count(*), sum(record_key), sum(jobs), sum(noisy), sum(jobs_full_time),
        sum(noisy_full_time)
    from member
    where level <> 'buurt'
    group by area_code, year, location_type, size_code
),

grid as (
    select
        a.area_code,
        y.year,
        t.code as location_type,
        d.size_class,
        d.premises
    from area as a
    cross join (select distinct year from register.establishment) as y
    cross join category as t
    inner join dimension as d on d.level = 'buurt' and d.sector = '*'
    where a.level <> 'buurt' and t.dimension = 'location_type' and t.code <> '*'
)

select
    g.area_code,
    g.year,
    'area' as rule,
    g.location_type,
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
left join exact as e using (area_code, year, location_type, size_class, premises)
order by g.area_code, g.year, g.location_type, g.size_class, g.premises;
