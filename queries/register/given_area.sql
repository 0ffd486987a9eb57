-- Replaces the buurten, per division, that an establishment without a point can be in.
create or replace table given_area as
select
    area_code as buurt_code,
    division,
    municipality_code,
    parent_code as wijk_code,
    location_type
from area
where level = 'buurt';
