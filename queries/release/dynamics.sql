-- One row per area, year and sector or premises: what changed since the reference date before.
-- Each measure is protected by itself; the first year is unknown, as nothing comes before it.
create table release.dynamics as
with grid as (
    select
        a.area_code,
        y.year,
        d.sector,
        d.premises,
        y.year = min(y.year) over () as is_first
    from area as a
    cross join (select distinct year from register.establishment) as y
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
    cast(case when not is_first then openings end as integer) as openings,
    cast(case when not is_first then closures end as integer) as closures,
    cast(case when not is_first then moved_in end as integer) as moved_in,
    cast(case when not is_first then moved_out end as integer) as moved_out,
    case
        when is_first then 'u'
        when openings is null or closures is null or moved_in is null or moved_out is null then 'c'
    end as flag
from counted
order by area_code, year, sector, premises;
