-- One row per factor that hinders or stimulates small businesses.
create table release.factor_definition as
select
    factor,
    cast(position as integer) as position,
    theme,
    title,
    question,
    nullif(indicator, '') as indicator,
    direction,
    needed,
    source_id
from checklist
order by position;
