-- One row per site where a next place could come.
create table release.site as
select
    site_id,
    name,
    kind,
    lon,
    lat,
    area_code,
    cast(floor_m2 as integer) as floor_m2,
    url,
    cast(checked_on as date) as checked_on,
    source,
    sample
from site
order by site_id;
