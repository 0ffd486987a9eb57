-- One row for one area and year: the change (0.1 is 10 percent) of work in residential areas since
-- the first year, by a rule and a concept.
with figure as (
    select
        year,
        case $concept
            when 'jobs' then jobs
            when 'jobs_full_time' then jobs_full_time
            else establishments
        end as work,
        coalesce(flag, '') as flag
    from location
    where
        area_code = $area and year <= $year
        and rule = $rule and location_type = 'residential'
        and size_class = '*' and premises = '*'
)

select
    min(year) as since_year,
    arg_min(work, year) as before,
    arg_max(work, year) as after,
    arg_max(work, year) / nullif(cast(arg_min(work, year) as double), 0) - 1 as value,
    case
        when coalesce(max(year), 0) <> $year then 'unknown'
        when min(year) = max(year) then 'one_date'
        when bool_or(regexp_matches(flag, '[ux]')) then 'unknown'
        when arg_min_null(work, year) is null or arg_max_null(work, year) is null then 'protected'
        when arg_min(work, year) = 0 then 'few'
    end as doubt
from figure;
