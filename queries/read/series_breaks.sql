-- One row per year in which the series of an area break, or all of them (*), and why.
select
    area_code,
    year,
    kind,
    before,
    after
from series_break
where area_code = '*' or area_code = $area or $area is null
order by year, area_code, kind;
