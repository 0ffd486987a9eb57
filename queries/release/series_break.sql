-- One row per year in which a series breaks, and why: another version of SBI, or jobs that are
-- estimated from size classes where they were counted, or the other way.
create table release.series_break as
with version as (
    select
        year,
        mode(sbi_version) as sbi,
        case when bool_or(is_estimated) then 'estimated' else 'counted' end as jobs
    from register.establishment
    group by year
),

compared as (
    select
        year,
        sbi,
        jobs,
        lag(sbi) over (order by year) as sbi_before,
        coalesce(lag(jobs) over (order by year), 'counted') as jobs_before
    from version
)

select
    year,
    'sbi' as kind,
    sbi_before as before,
    sbi as after
from compared
where sbi_before <> sbi
union all
select
    year,
    'jobs' as kind,
    jobs_before as before,
    jobs as after
from compared
where jobs_before <> jobs
order by year, kind;
