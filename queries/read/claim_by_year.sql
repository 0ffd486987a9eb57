-- One row per year for one area: work in residential areas by a rule and everywhere, by three
-- concepts.
select
    t.year,
    r.jobs as residential_jobs,
    t.jobs,
    r.jobs / nullif(t.jobs, 0) as share_jobs,
    r.jobs_full_time as residential_jobs_full_time,
    t.jobs_full_time,
    r.jobs_full_time / nullif(t.jobs_full_time, 0) as share_jobs_full_time,
    r.establishments as residential_establishments,
    t.establishments,
    r.establishments / nullif(t.establishments, 0) as share_establishments
from activity as t
inner join location as r
    on
        t.area_code = r.area_code
        and t.year = r.year
        and r.rule = $rule
        and r.location_type = 'residential'
        and r.size_class = '*'
        and r.premises = '*'
where t.area_code = $area and t.sector = '*' and t.size_class = '*' and t.premises = '*'
order by t.year;
