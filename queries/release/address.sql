-- One row per postcode and house number: the middle of its address objects, in degrees. Of all
-- buildings as they were loaded, with a business in them or not; nothing is of the register.
create table release.address as
select
    cast(postcode as varchar) as postcode,
    cast(house_number as integer) as house_number,
    cast(lon as double) as lon,
    cast(lat as double) as lat
from address
order by postcode, house_number;
