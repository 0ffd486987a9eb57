-- One row per area, year and combination that has any, exact.
create temp view exact as
select
    '*' as location_type,
    'establishments' as measure,
    *
from activity_exact
union all by name
select
    '*' as sector,
    'establishments' as measure,
    *
from location_exact
union all by name
select
    '*' as location_type,
    '*' as size_class,
    *
from dynamics_exact
union all by name
select
    '*' as location_type,
    '*' as sector,
    *
from reach_exact
union all by name
select
    '*' as location_type,
    '*' as sector,
    '*' as size_class,
    '*' as premises,
    *
from survival_exact;
