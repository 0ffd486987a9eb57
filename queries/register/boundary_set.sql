-- Replaces which set of boundaries goes with the reference dates of a year.
create or replace table boundary_set as
select
    cast(year as integer) as year,
    cast(boundary_set as integer) as boundary_set
from year_set;
