-- One row per area, year and number of years after which its municipality delivered again: of who
-- opened in that year it can be told who is still there.
create temp table followed as
select
    k.area_code,
    k.year,
    d.years_after
from known as k
inner join survival_dimension as d on k.level = d.level
inner join known as later
    on
        k.area_code = later.area_code and later.year = k.year + d.years_after
        and later.is_delivered;
