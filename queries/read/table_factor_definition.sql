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
where
    ($factor is null or list_contains($factor, factor))
    and ($theme is null or list_contains($theme, theme))
order by position;
