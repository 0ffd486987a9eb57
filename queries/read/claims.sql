-- One row per claim of the source documents in their order, with its source.
select
    c.*,
    s.title as source_title,
    s.holder as source_holder,
    s.period as source_period
from claim as c
inner join source as s on c.source_id = s.source_id
order by c.position;
