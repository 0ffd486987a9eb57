-- One row per programme with a period.
create table release.programme as
select
    programme_id,
    name,
    cast(starts_on as date) as starts_on,
    cast(ends_on as date) as ends_on,
    areas,
    source_id
from programme
order by programme_id;
