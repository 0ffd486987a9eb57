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
        k.area_code,
        k.year,
        t.code as location_type,
        d.size_class,
        d.premises,
        k.is_delivered
        and (k.has_premises or d.premises in ('*', 'unknown'))
        and (k.has_location_types or t.code = 'unknown') as is_known
    from known as k
    cross join category as t
    inner join dimension as d on d.level = 'buurt' and d.sector = '*'
    where k.level <> 'buurt' and t.dimension = 'location_type' and t.code <> '*'
)

select
    g.area_code,
    g.year,
    'area' as rule,
    g.location_type,
    g.size_class,
    g.premises,
    cast(case when g.is_known then published_count(e.n, e.key_sum, 5) end as integer)
        as establishments,
    case when g.is_known then published_jobs(e.n, e.noisy) end as jobs,
    case when g.is_known then published_jobs(e.n, e.noisy_full_time) end as jobs_full_time,
    case
        when not g.is_known then 'u'
        else jobs_flag(
            e.n,
            greatest(
                distortion(e.jobs, e.noisy), distortion(e.jobs_full_time, e.noisy_full_time)
            )
        )
    end as flag
from grid as g
left join exact as e using (area_code, year, location_type, size_class, premises)
order by g.area_code, g.year, g.location_type, g.size_class, g.premises;
