-- One row per area and boundary year: what is published of it that bears on sums.
select
    area_code,
    level,
    parent_code,
    from_year,
    until_year
from area
order by area_code, from_year;
