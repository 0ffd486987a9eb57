-- One row per measure, table and level: how far what is published is from the exact figures, and
-- how much of it is protected. Errors of counts in establishments, of jobs as a share (0-1).
create table release.quality as
with total as (
    select * from cell_error
    where table_name = 'activity' and is_total and n > 0
),

shown as (
    select * from cell_error
    where table_name = 'activity' and n > 0 and count_error is not null
),

measured as (
    select
        'protected' as measure,
        table_name,
        level,
        avg(cast(coalesce(flag, '') = 'c' as integer)) as value
    from cell_error
    group by table_name, level
    union all
    select 'protected', 'place_reach', 'place', avg(cast(coalesce(flag, '') = 'c' as integer))
    from release.place_reach
    where coalesce(flag, '') not in ('u', 'x')
    union all
    select 'median_count_error', 'activity', level, median(count_error) from total
    group by level
    union all
    select 'largest_count_error', 'activity', level, max(count_error) from total
    group by level
    union all
    select 'median_jobs_error', 'activity', level, median(jobs_error) from total
    group by level
    union all
    select 'largest_jobs_error', 'activity', level, max(jobs_error) from total
    group by level
    union all
    select
        'count_error_' || cast(e.error as varchar),
        'activity',
        s.level,
        avg(cast(s.count_error = e.error as integer))
    from shown as s
    cross join range(5) as e (error)
    group by e.error, s.level
)

select
    measure,
    table_name,
    level,
    cast(value as double) as value
from measured
where value is not null
order by measure, table_name, level;
