-- One row per practice in their order, with its source.
select
    p.*,
    s.title as source_title,
    s.holder as source_holder
from practice as p
inner join source as s on p.source_id = s.source_id
order by p.own, p.position, p.practice_id;
