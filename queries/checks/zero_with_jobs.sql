-- Cells without establishments that have jobs or a flag.
select 'activity' as table_name, area_code as code, year
from activity
where establishments = 0 and (jobs <> 0 or jobs_full_time <> 0 or flag is not null)
union all
select 'location', area_code, year
from location
where establishments = 0 and (jobs <> 0 or jobs_full_time <> 0 or flag is not null);
