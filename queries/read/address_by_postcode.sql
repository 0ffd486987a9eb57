-- One row: how many addresses there are with a postcode, and a house number when given (of all
-- without a postcode), and the middle of them.
select
    count(*) as addresses,
    avg(lon) as lon,
    avg(lat) as lat
from address
where
    ($postcode is null or postcode = $postcode)
    and ($house_number is null or house_number = $house_number);
