-- One row per level and combination that is published of reach: by distance, radius and kind of
-- place, of all establishments, of those at home and of those of one person. Kinds of which there
-- are no places are left out.
create temp table reach_dimension as
with kind as (
    select distinct kind from reach_place
    union all
    select distinct '*' from reach_place
)

select
    l.level,
    'reach:' || way.distance || ':' || r.radius_m || ':' || k.kind as measure,
    '*' as location_type,
    '*' as sector,
    w.size_class,
    w.premises,
    false as is_change
from (values ('municipality'), ('wijk')) as l (level)
cross join (select distinct distance from way) as way
cross join radius as r
cross join kind as k
cross join (values ('*', '*'), ('*', 'home'), ('one', '*')) as w (size_class, premises);
