-- One row for one area and year: the share of work in residential areas, by a rule and a concept.
with figure as (
    select
        t.year,
        case $concept
            when 'jobs' then r.jobs
            when 'jobs_full_time' then r.jobs_full_time
            else r.establishments
        end as part,
        case $concept
            when 'jobs' then t.jobs
            when 'jobs_full_time' then t.jobs_full_time
            else t.establishments
        end as whole,
        concat(r.flag, t.flag) as flags
    from activity as t
    inner join location as r on t.area_code = r.area_code and t.year = r.year
    where
        t.area_code = $area and t.year = $year
        and t.sector = '*' and t.size_class = '*' and t.premises = '*'
        and r.rule = $rule and r.location_type = 'residential'
        and r.size_class = '*' and r.premises = '*'
)

select
    part,
    whole,
    part / nullif(cast(whole as double), 0) as value,
    case
        when regexp_matches(flags, '[ux]') then 'unknown'
        when part is null or whole is null then 'protected'
        when whole = 0 then 'few'
    end as doubt
from figure;
