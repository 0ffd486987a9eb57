-- One row per quoted figure.
create table release.claim as
select
    claim_id,
    about,
    quote,
    cast(figure as double) as figure,
    unit,
    source_id,
    nullif(published, '') as published,
    reading
from claim
order by claim_id;
