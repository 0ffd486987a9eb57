-- One row per year of opening and years after for one area: how many are still there.
select
    year,
    years_after,
    establishments,
    flag
from memory.main.any_survival
where area_code = $area
order by year, years_after;
