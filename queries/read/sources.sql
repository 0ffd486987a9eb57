-- One row per source that counts: those of the sample only when it is shown.
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
where
    scope in ('always', 'used')
    or scope = (select case when sample then 'sample' else 'own' end from release_info)
order by source_id;
