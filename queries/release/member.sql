-- One row per located establishment and size class or small-scale set it belongs to.
create temp table member as
select
    size_class as size_code,
    false as is_set,
    *
from counted
union all
select
    'lt10' as size_code,
    true as is_set,
    *
from counted
where is_lt10
union all
select
    'one' as size_code,
    true as is_set,
    *
from counted
where is_one
union all
select
    'wijkeconomie' as size_code,
    true as is_set,
    *
from counted
where is_wijkeconomie;
