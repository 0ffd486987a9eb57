-- Replaces which division, a set of boundaries, goes with the reference dates of a year.
create or replace table division as
select
    cast(year as integer) as year,
    cast(division as integer) as division
from year_division;
