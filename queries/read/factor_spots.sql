-- One row per kind of spot for an area, and for its municipality: how many hubs, third places and
-- vacant spaces there are, those of places open on a day, their sources and when last checked.
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
),

part as (
    select string_split(arg_max(wijken, until_year), ' ') as wijken
    from memory.main.city_part_area
    where area_code = $area
),

asked as (
    select $area as area_code
    union
    select 'GM' || substr($area, 3, 4) as area_code
)

select
    a.area_code,
    s.kind,
    count(*) filter (
        where starts_with(substr(s.area_code, 3), substr(a.area_code, 3))
        or list_contains(p.wijken, 'WK' || substr(s.area_code, 3, 6))
    ) as spots,
    string_agg(distinct s.source, ' ' order by s.source) as sources,
    max(s.checked_on) as checked_on
from asked as a
cross join part as p
inner join spot as s on substr(s.area_code, 3, 4) = substr(a.area_code, 3, 4)
group by a.area_code, s.kind
order by a.area_code, s.kind;
