-- One row for one area and year: how the shares of the sector groups among establishments
-- correlate with those of the first year.
with span as (
    select min(year) as since_year
    from activity
    where area_code = $area and year <= $year
),

sector as (
    select
        s.since_year,
        t.establishments as now,
        e.establishments as earlier,
        concat(t.flag, e.flag) as flags
    from span as s
    inner join activity as t on t.area_code = $area and t.year = $year
    inner join activity as e
        on
            t.area_code = e.area_code and s.since_year = e.year and t.sector = e.sector
            and t.size_class = e.size_class and t.premises = e.premises
    where
        t.size_class = '*' and t.premises = '*'
        and list_contains(
            ['A', 'B-E', 'F', 'G', 'I', 'H', 'J', 'K-N', 'O', 'P', 'Q', 'R-U'], t.sector
        )
)

select
    max(since_year) as since_year,
    count(now + earlier) as count,
    corr(now, earlier) as value,
    case
        when max(since_year) = $year then 'one_date'
        when count(*) = 0 or bool_or(regexp_matches(flags, '[ux]')) then 'unknown'
        when count(now + earlier) < 10 then 'protected'
        when not isfinite(coalesce(corr(now, earlier), 'nan')) then 'few'
    end as doubt
from sector;
