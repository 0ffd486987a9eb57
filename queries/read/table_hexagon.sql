-- One row per hexagon and year.
select
    h3,
    municipality_code,
    year,
    premises,
    establishments,
    flag
from hexagon
where
    ($within is null or list_contains($within, municipality_code))
    and ($year is null or list_contains($year, year))
    and ($premises is null or list_contains($premises, premises))
order by h3, year;
