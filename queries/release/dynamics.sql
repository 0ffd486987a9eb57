-- One row per area, year and sector or premises: what changed since the reference date before.
-- Each measure is protected by itself; the first year is unknown, as nothing comes before it.
create table release.dynamics as
with grid as (
    select
        k.area_code,
        k.year,
        d.sector,
        d.premises,
        k.is_delivered
        and not k.is_first
        and (k.has_premises or d.premises in ('*', 'unknown')) as is_known
    from known as k
    inner join dimension as d on d.level = 'buurt' and d.size_class = '*'
),

counted as (
    select
        g.*,
        published_count(e.openings, e.openings_key, 5) as openings,
        published_count(e.closures, e.closures_key, 5) as closures,
        published_count(e.moved_in, e.moved_in_key, 5) as moved_in,
        published_count(e.moved_out, e.moved_out_key, 5) as moved_out
    from grid as g
    left join dynamics_exact as e
        on
            g.area_code = e.area_code
            and g.year = e.year
            and g.sector = e.sector
            and g.premises = e.premises
)

select
    area_code,
    year,
    sector,
    premises,
    cast(case when is_known then openings end as integer) as openings,
    cast(case when is_known then closures end as integer) as closures,
    cast(case when is_known then moved_in end as integer) as moved_in,
    cast(case when is_known then moved_out end as integer) as moved_out,
    case
        when not is_known then 'u'
        when openings is null or closures is null or moved_in is null or moved_out is null then 'c'
    end as flag
from counted
order by area_code, year, sector, premises;
