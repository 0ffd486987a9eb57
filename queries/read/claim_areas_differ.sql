-- One row for one municipality and year: the P90 of establishments per 1,000 inhabitants over its
-- buurten with at least 100 inhabitants (or wijken, when buurten have none), and how many times
-- the P10 it is.
with part as (
    select
        1000.0 * t.establishments / a.population as density,
        a.population is null as is_unknown,
        t.establishments is null as is_protected
    from area as a
    inner join activity as t
        on a.area_code = t.area_code and t.year between a.from_year and a.until_year
    where
        a.municipality_code = $area and coalesce(a.population >= 100, true)
        and a.level = (
            select min(f.level)
            from area as f
            where
                f.municipality_code = $area and f.level in ('buurt', 'wijk')
                and f.population is not null
        )
        and t.year = $year and t.sector = '*' and t.size_class = '*' and t.premises = '*'
)

select
    count(density) as count,
    quantile_cont(density, 0.1) as before,
    quantile_cont(density, 0.9) as after,
    quantile_cont(density, 0.9) / nullif(quantile_cont(density, 0.1), 0) as value,
    case
        when count(*) = 0 or avg(cast(is_unknown as integer)) > 0.1 then 'unknown'
        when avg(cast(is_protected as integer)) > 0.1 then 'protected'
        when count(density) < 10 or quantile_cont(density, 0.1) = 0 then 'few'
    end as doubt
from part;
