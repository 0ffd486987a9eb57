-- One row per indicator, in order.
select
    indicator,
    title,
    headline,
    unit,
    decimals,
    scale,
    measure,
    coalesce(size_class, '*') as size_class,
    coalesce(premises, '*') as premises,
    coalesce(denominator, 'none') as denominator,
    factor,
    levels,
    definition
from indicator
order by position;
