-- One row per municipality or wijk, year, radius, distance, kind of place and kind of
-- establishments.
with named as (
    select area_code, level, municipality_code, arg_max(name, until_year) as name
    from area
    group by area_code, level, municipality_code
)

select
    r.area_code,
    a.name as area_name,
    a.level,
    r.year,
    r.radius_m,
    r.distance,
    r.kind,
    r.who,
    r.establishments,
    r.flag
from reach as r
inner join named as a on r.area_code = a.area_code
where
    ($area is null or list_contains($area, r.area_code))
    and ($within is null or list_contains($within, a.municipality_code))
    and ($level is null or list_contains($level, a.level))
    and ($year is null or list_contains($year, r.year))
    and ($radius is null or list_contains($radius, r.radius_m))
    and ($distance is null or list_contains($distance, r.distance))
    and ($kind is null or list_contains($kind, r.kind))
    and ($who is null or list_contains($who, r.who))
order by r.area_code, r.year, r.radius_m, r.distance, r.kind, r.who;
