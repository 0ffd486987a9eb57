-- One row per source.
select
    source_id,
    scope,
    title,
    holder,
    licence,
    period,
    url,
    used_for
from source
order by source_id;
