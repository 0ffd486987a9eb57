-- One row per hub or third place.
select
    p.place_id,
    p.name,
    p.kind,
    p.category,
    p.lon,
    p.lat,
    p.area_code,
    a.name as area_name,
    p.capacity,
    p.operator,
    p.url,
    p.opened_on,
    p.checked_on,
    p.source,
    p.sample
from place as p
left join area as a
    on p.area_code = a.area_code and a.until_year = (select max(until_year) from area)
where
    $area is null
    or list_contains($area, p.area_code)
    or list_contains($area, a.parent_code)
    or list_contains($area, a.municipality_code)
order by p.place_id
limit $limit offset $offset;
