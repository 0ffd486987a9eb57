-- One row per factor that hinders or stimulates small businesses.
select
    factor,
    position,
    theme,
    title,
    question,
    indicator,
    direction,
    needed,
    source_id
from factor_definition
order by position;
