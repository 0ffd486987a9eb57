-- One row for one area and year: the jobs in residential areas, by a rule and a concept.
select
    case $concept when 'jobs' then jobs when 'jobs_full_time' then jobs_full_time end as value,
    case
        when $concept = 'establishments' then 'unlike'
        when regexp_matches(coalesce(flag, ''), '[ux]') then 'unknown'
        when jobs is null or jobs_full_time is null then 'protected'
    end as doubt
from location
where
    area_code = $area and year = $year
    and rule = $rule and location_type = 'residential' and size_class = '*' and premises = '*';
