-- One row per area, year and combination that has establishments, exact.
create temp table activity_exact as
with cell as (
    select
        area_code, year,
        coalesce(sector_code, '*') as sector, coalesce(size_class, '*') as size_class,
        coalesce(premises, '*') as premises,
        sum(n) as n, sum(key_sum) as key_sum, sum(jobs) as jobs, sum(noisy) as noisy,
        sum(jobs_full_time) as jobs_full_time, sum(noisy_full_time) as noisy_full_time,
        max(top_jobs) as top_jobs, max(top_full_time) as top_full_time
    from counted
    group by
        area_code, year, grouping sets (
            (), (sector_code), (size_class), (premises),
            (sector_code, size_class), (sector_code, premises), (size_class, premises)
        )
    union all
    select
        area_code, year, section_code, coalesce(size_class, '*'), coalesce(premises, '*'),
        sum(n), sum(key_sum), sum(jobs), sum(noisy), sum(jobs_full_time),
        sum(noisy_full_time), max(top_jobs), max(top_full_time)
    from counted
    where section_code <> sector_code
    group by area_code, year, section_code, grouping sets ((), (size_class), (premises))
    union all
    select
        area_code, year, '*', size_code, coalesce(premises, '*'),
        sum(n), sum(key_sum), sum(jobs), sum(noisy), sum(jobs_full_time),
        sum(noisy_full_time), max(top_jobs), max(top_full_time)
    from member
    where is_set
    group by area_code, year, size_code, grouping sets ((), (premises))
)

select * from cell;
