-- One row per source of places and initiatives.
select distinct
    s.source_id,
    s.title,
    s.holder,
    s.licence,
    s.url
from (
    select source from place
    union
    select source from initiative
) as used
inner join source as s
    on list_contains(string_split_regex(used.source, '[^a-z0-9_]+'), s.source_id)
order by s.source_id;
