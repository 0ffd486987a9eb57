-- One row per claim of the source documents: the quote or statement, our reading, and the read
-- query that recomputes it with the rule by which it is judged (both empty when nothing can).
create table release.claim as
select
    claim_id,
    cast(position as integer) as position,
    nullif(about, '') as about,
    nullif(about_code, '') as about_code,
    is_local = 'yes' as is_local,
    nullif(quote, '') as quote,
    nullif(statement, '') as statement,
    cast(nullif(figure, '') as double) as figure,
    unit,
    source_id,
    nullif(published, '') as published,
    reading,
    nullif(query, '') as query,
    switches,
    nullif(judged, '') as judged,
    cast(nullif(bound, '') as double) as bound,
    cast(nullif(tolerance, '') as double) as tolerance,
    nullif(told, '') as told,
    nullif(untestable, '') as untestable
from claim
order by position;
