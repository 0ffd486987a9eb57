-- One row per level and combination that is published there, numbered by combination.
create temp table dimension as
with every as (
    select * from counted_dimension
    union all by name
    select * from reach_dimension
    union all by name
    select * from survival_dimension
)

select
    *,
    dense_rank() over (
        order by measure, location_type, sector, size_class, premises
    ) - 1 as combination_id
from every;
