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
    p.theme,
    p.opening_hours,
    p.url,
    p.opened_on,
    p.closed_on,
    p.checked_on,
    p.source,
    p.sample
from place as p
left join area as a
    on p.area_code = a.area_code and a.until_year = (select max(until_year) from area)
left join area as w
    on
        w.area_code = case a.level when 'wijk' then a.area_code else a.parent_code end
        and a.boundary_year = w.boundary_year
where
    (
        $area is null
        or list_contains($area, p.area_code)
        or list_contains($area, a.parent_code)
        or list_contains($area, a.municipality_code)
    )
    and ($place_category is null or list_contains($place_category, p.category))
    and memory.main.has_words(concat_ws(' ', p.name, p.operator, a.name, w.name), $search)
    and ($within is null or list_contains($within, a.municipality_code))
    and ($place_kind is null or list_contains($place_kind, p.kind))
order by p.place_id;
