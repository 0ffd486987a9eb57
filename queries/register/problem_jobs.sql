-- One row per reason why the workers of a row are refused, or kept with a remark.
insert into problem
select
    row_number,
    case when is_estimated then 'size_class' else 'jobs' end as field,
    case when is_estimated then size_class else jobs_text end as value,
    case
        when jobs = 0 and not contains(jobs_text, '-') then 'jobs_none'
        when is_estimated then 'size_wrong'
        else 'jobs_wrong'
    end as reason
from typed
where not coalesce(jobs between 1 and 50000 and jobs = floor(jobs), false)
union all
select row_number, 'full_time', jobs_text, 'full_time_wrong'
from typed
where
    jobs between 1 and 50000
    and not coalesce(
        jobs_full_time between 0 and jobs and jobs_full_time = floor(jobs_full_time), false
    )
union all
select row_number, 'full_time', null, 'full_time_assumed'
from typed
where is_full_time_assumed and jobs is not null
union all
select row_number, 'size_class', size_class, 'jobs_estimated'
from typed
where is_estimated and jobs between 1 and 50000;
