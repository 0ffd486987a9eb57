-- One row per kind of spot and area of a municipality: how many hubs, third places and vacant
-- spaces there are, those of places open on a day, their sources and when last checked.
with spot as (
    select
        kind,
        area_code,
        source,
        checked_on
    from place
    where
        coalesce(opened_on <= cast($reference_date as date), true)
        and coalesce(closed_on > cast($reference_date as date), true)
    union all
    select
        'site' as kind,
        area_code,
        source,
        checked_on
    from site
)

select
    kind,
    area_code,
    count(*) as spots,
    list(distinct source order by source) filter (where source is not null) as sources,
    max(checked_on) as checked_on
from spot
where substr(area_code, 3, 4) = substr($municipality, 3, 4)
group by kind, area_code
order by kind, area_code;
