-- One row per area and boundary year, in the order of their codes.
select
    area_code,
    level,
    parent_code,
    from_year,
    until_year
from area
order by area_code, from_year;
