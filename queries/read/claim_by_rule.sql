-- One row per rule that is known in an area and year: the share of work in residential areas.
select
    r.rule,
    r.jobs / nullif(t.jobs, 0) as share_jobs,
    r.jobs_full_time / nullif(t.jobs_full_time, 0) as share_jobs_full_time,
    r.establishments / nullif(t.establishments, 0) as share_establishments
from location as r
inner join activity as t
    on
        r.area_code = t.area_code and r.year = t.year
        and t.sector = '*' and t.size_class = '*' and t.premises = '*'
where
    r.area_code = $area and r.year = $year
    and r.location_type = 'residential' and r.size_class = '*' and r.premises = '*'
    and coalesce(r.flag, '') not in ('u', 'x')
order by list_position(['area', 'sites', 'land_use'], r.rule);
