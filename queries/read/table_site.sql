-- One row per site where a next place could come.
select
    s.site_id,
    s.name,
    s.kind,
    s.lon,
    s.lat,
    s.area_code,
    a.name as area_name,
    s.floor_m2,
    s.url,
    s.checked_on,
    s.source,
    s.sample
from site as s
left join area as a
    on s.area_code = a.area_code and a.until_year = (select max(until_year) from area)
where
    (
        $area is null
        or list_contains($area, s.area_code)
        or list_contains($area, a.parent_code)
        or list_contains($area, a.municipality_code)
    )
    and ($within is null or list_contains($within, a.municipality_code))
    and ($site_kind is null or list_contains($site_kind, s.kind))
order by s.site_id;
