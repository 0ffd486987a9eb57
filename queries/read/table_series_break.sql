-- One row per area and year in which its series breaks, and why; what breaks everywhere has area *.
select
    area_code,
    year,
    kind,
    before,
    after
from series_break
where
    ($area is null or area_code = '*' or list_contains($area, area_code))
    and ($year is null or list_contains($year, year))
    and ($within is null or area_code = '*' or list_contains($within, 'GM' || area_code[3:6]))
    and ($break_kind is null or list_contains($break_kind, kind))
order by year, kind, area_code;
