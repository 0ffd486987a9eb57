-- One row per programme with its period, and the areas it was for as the source names them.
select
    programme_id,
    name,
    starts_on,
    ends_on,
    areas
from programme
order by starts_on, programme_id;
