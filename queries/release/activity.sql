-- One row per area, year, sector, size class and premises that is published; zeros included.
create table release.activity as
with grid as (
    select
        k.area_code,
        k.year,
        d.sector,
        d.size_class,
        d.premises,
        k.is_delivered
        and (k.has_premises or d.premises in ('*', 'unknown'))
        and (k.has_location_types or d.size_class <> 'wijkeconomie') as is_known
    from known as k
    inner join dimension as d on k.level = d.level
)

select
    g.area_code,
    g.year,
    g.sector,
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
left join activity_exact as e using (area_code, year, sector, size_class, premises)
order by g.area_code, g.year, g.sector, g.size_class, g.premises;
