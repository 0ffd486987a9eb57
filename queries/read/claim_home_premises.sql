-- One row for one area and year: the share of home-based establishments now and in the first
-- year, and the change in percentage points.
with share as (
    select
        p.year,
        p.establishments / nullif(cast(t.establishments as double), 0) as share,
        concat(p.flag, t.flag) as flags,
        t.establishments = 0 as is_empty
    from activity as p
    inner join activity as t on p.area_code = t.area_code and p.year = t.year
    where
        p.area_code = $area and p.year <= $year
        and p.sector = '*' and p.premises = 'home' and p.size_class = '*'
        and t.sector = '*' and t.size_class = '*' and t.premises = '*'
)

select
    min(year) as since_year,
    arg_min(share, year) as before,
    arg_max(share, year) as after,
    (arg_max(share, year) - arg_min(share, year)) * 100 as value,
    case
        when coalesce(max(year), 0) <> $year then 'unknown'
        when min(year) = max(year) then 'one_date'
        when regexp_matches(concat(arg_min(flags, year), arg_max(flags, year)), '[ux]')
            then 'unknown'
        when arg_min(is_empty, year) or arg_max(is_empty, year) then 'few'
        when arg_min_null(share, year) is null or arg_max_null(share, year) is null
            then 'protected'
    end as doubt
from share;
