-- One row per source. One of scope 'used' is there when something of it is.
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
where
    scope <> 'used'
    or exists (
        select 1
        from (
            select source from place
            union all
            select source from initiative
            union all
            select source from site
            union all
            select 'own_factors' as source
            from factor
            where not sample
            union all
            select source from origin
            union all
            select source_id as source from practice
        ) as of_row
        where ' ' || of_row.source || ' ' like '% ' || source.source_id || ' %'
    )
order by source_id;
