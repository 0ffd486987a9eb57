-- One row per initiative of the civic economy that agreed to be shown.
create table release.initiative as
select
    initiative_id,
    name,
    theme,
    area_code,
    cast(started_on as date) as started_on,
    cast(expires_on as date) as expires_on,
    source,
    sample
from initiative
where consent
order by initiative_id;
