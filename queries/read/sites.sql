-- One row per site where a next place could come.
select
    site_id,
    name,
    kind,
    lon,
    lat,
    area_code,
    floor_m2,
    url
from site
order by site_id;
