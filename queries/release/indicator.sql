-- One row per indicator: how it is computed from activity, and what it means.
create table release.indicator as
select
    indicator,
    cast(position as integer) as position,
    title,
    headline,
    unit,
    cast(decimals as integer) as decimals,
    scale,
    measure,
    nullif(size_class, '') as size_class,
    nullif(premises, '') as premises,
    nullif(denominator, '') as denominator,
    cast(factor as double) as factor,
    levels,
    definition,
    source_id
from indicator
order by position;
