-- One row per point written in degrees.
select distinct
    x as lon,
    y as lat
from turned
where is_degrees;
