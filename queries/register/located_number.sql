-- Adds rows with the buurt of their postcode and house number, of the boundary year nearest to
-- their reference date, when that buurt is loaded.
insert into located
select
    u.row_number,
    null as x,
    null as y,
    arg_min(n.buurt_code, abs(n.boundary_year - year(u.reference_date))) as buurt_code,
    'address_file' as placed_by
from unplaced as u
inner join number as n on u.postcode = n.postcode and u.house_number = n.house_number
inner join area as a on n.buurt_code = a.area_code
group by u.row_number;
