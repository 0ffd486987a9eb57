-- One row per municipality of which the kind is known.
with named as (
    select area_code, arg_max(name, until_year) as name
    from area
    group by area_code
)

select
    p.municipality_code as area_code,
    a.name as area_name,
    p.kind,
    p.city_code,
    p.city_name,
    p.city_km,
    p.cores,
    p.largest_core
from peer_group as p
inner join named as a on p.municipality_code = a.area_code
where
    ($area is null or list_contains($area, p.municipality_code))
    and ($within is null or list_contains($within, p.municipality_code))
    and ($peer_kind is null or list_contains($peer_kind, p.kind))
order by p.municipality_code;
