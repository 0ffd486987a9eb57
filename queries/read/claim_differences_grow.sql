-- One row for one municipality and year: how many times the P10 the P90 of establishments per 1,000
-- inhabitants is, over buurten (or wijken, when buurten have none) with at least 100 inhabitants
-- that were the same since the first year, then and now, and the change (0.1 is 10 percent).
with span as (
    select
        min(year) as since_year,
        max(year) as until_year
    from activity
    where area_code = $area and year <= $year
),

part as (
    select
        s.since_year,
        if(e.establishments is null, null, 1000.0 * t.establishments / a.population) as density,
        if(t.establishments is null, null, 1000.0 * e.establishments / b.population) as earlier,
        a.population is null or b.population is null as is_unknown,
        t.establishments is null or e.establishments is null as is_protected
    from span as s
    inner join area as a on $year between a.from_year and a.until_year
    inner join area as b
        on a.area_code = b.area_code and s.since_year between b.from_year and b.until_year
    inner join activity as t on a.area_code = t.area_code and t.year = $year
    inner join activity as e
        on
            a.area_code = e.area_code and s.since_year = e.year
            and t.sector = e.sector and t.size_class = e.size_class and t.premises = e.premises
    where
        a.municipality_code = $area and s.until_year = $year
        and a.level = (
            select min(f.level)
            from area as f
            where
                f.municipality_code = $area and f.level in ('buurt', 'wijk')
                and f.population is not null
        )
        and coalesce(a.population >= 100 and b.population >= 100, true)
        and coalesce(a.same_since <= s.since_year, true)
        and t.sector = '*' and t.size_class = '*' and t.premises = '*'
),

spread as (
    select
        max(since_year) as since_year,
        count(density) as count,
        quantile_cont(earlier, 0.9) / nullif(quantile_cont(earlier, 0.1), 0) as before,
        quantile_cont(density, 0.9) / nullif(quantile_cont(density, 0.1), 0) as after,
        case
            when max(since_year) = $year then 'one_date'
            when count(*) = 0 or avg(cast(is_unknown as integer)) > 0.1 then 'unknown'
            when avg(cast(is_protected as integer)) > 0.1 then 'protected'
            when count(density) < 10 then 'few'
        end as doubt
    from part
)

select
    *,
    after / before - 1 as value
from spread;
