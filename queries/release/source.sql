-- One row per source used.
create table release.source as
select
    source_id,
    scope,
    title,
    holder,
    licence,
    period,
    nullif(url, '') as url,
    used_for
from source
order by source_id;
