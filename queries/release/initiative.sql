-- One row per initiative of the civic economy that agreed to be shown.
-- One in an area that is not loaded stands in the municipality, when that is published.
create table release.initiative as
select
    initiative_id,
    name,
    theme,
    case
        when area_code in (select area_code from area) then area_code
        else 'GM' || substr(area_code, 3, 4)
    end as area_code,
    lon,
    lat,
    cast(url as varchar) as url,
    cast(started_on as date) as started_on,
    cast(expires_on as date) as expires_on,
    source,
    sample
from initiative
where
    consent
    and substr(area_code, 3, 4) in (select substr(area_code, 3, 4) from area)
order by initiative_id;
