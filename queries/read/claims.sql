-- One row per quoted figure, with its source.
select
    c.claim_id,
    c.about,
    c.quote,
    c.figure,
    c.reading,
    s.title as source_title,
    s.holder as source_holder
from claim as c
inner join source as s on c.source_id = s.source_id
order by c.claim_id;
