-- One row per combination that is published at any level, in the order of its number.
select distinct
    combination_id,
    measure,
    location_type,
    sector,
    size_class,
    premises
from dimension
order by combination_id;
