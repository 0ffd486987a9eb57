-- One row per level and number of years after which those that opened are looked for again.
create temp table survival_dimension as
select
    l.level,
    k.years_after,
    'survival:' || k.years_after as measure,
    '*' as location_type,
    '*' as sector,
    '*' as size_class,
    '*' as premises,
    true as is_change
from (values ('municipality'), ('wijk')) as l (level)
cross join (values (1), (3), (5)) as k (years_after);
