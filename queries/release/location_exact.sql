-- One row per municipality or wijk, year, rule with location type and size class or premises that
-- has establishments, exact.
create temp table location_exact as
with typed as (
    select
        m.* exclude (location_type),
        r.rule || ':' || case r.rule
            when 'sites' then m.sites_type when 'land_use' then m.land_use_type else m.location_type
        end as location_type
    from member as m
    cross join (values ('area'), ('sites'), ('land_use')) as r (rule)
    where m.level <> 'buurt'
)

select
    area_code, year, location_type,
    '*' as size_class, coalesce(premises, '*') as premises,
    sum(n) as n, sum(key_sum) as key_sum, sum(jobs) as jobs, sum(noisy) as noisy,
    sum(jobs_full_time) as jobs_full_time, sum(noisy_full_time) as noisy_full_time,
    max(top_jobs) as top_jobs, max(top_full_time) as top_full_time
from typed
where not is_set
group by area_code, year, location_type, grouping sets ((), (premises))
union all
select
    area_code, year, location_type, size_code, '*',
    sum(n), sum(key_sum), sum(jobs), sum(noisy), sum(jobs_full_time), sum(noisy_full_time),
    max(top_jobs), max(top_full_time)
from typed
group by area_code, year, location_type, size_code;
