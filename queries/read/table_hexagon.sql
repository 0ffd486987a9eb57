-- One row per hexagon and year.
select
    h3,
    year,
    premises,
    establishments,
    flag
from hexagon
where
    ($year is null or list_contains($year, year))
    and ($premises is null or list_contains($premises, premises))
order by h3, year;
