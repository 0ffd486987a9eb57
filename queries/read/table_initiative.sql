-- One row per initiative of the civic economy that has not expired today; one without a point
-- stands within its area.
select
    i.initiative_id,
    i.name,
    i.theme,
    i.lon,
    i.lat,
    i.area_code,
    a.name as area_name,
    i.url,
    i.started_on,
    i.expires_on,
    i.source,
    i.sample
from initiative as i
left join area as a
    on i.area_code = a.area_code and a.until_year = (select max(until_year) from area)
where
    coalesce(i.expires_on >= current_date, true)
    and (
        $area is null
        or list_contains($area, i.area_code)
        or list_contains($area, a.parent_code)
        or list_contains($area, a.municipality_code)
    )
    and memory.main.has_words(concat_ws(' ', i.name, i.theme, a.name), $search)
    and ($within is null or list_contains($within, a.municipality_code))
order by i.initiative_id;
