-- One row per area, factor, unit, day and source: what the municipality measured itself.
create table release.factor as
select
    factor_id,
    area_code,
    factor,
    cast(value as double) as value,
    unit,
    cast(measured_on as date) as measured_on,
    source,
    sample
from factor
where area_code in (select area_code from area)
order by factor_id;
