-- One row per row of which the place was found in a way that deserves a remark.
insert into problem
select
    row_number,
    'x' as field,
    concat_ws(' ', y, x) as value,
    'coordinates_swapped' as reason
from turned
where is_swapped
union all
select row_number, 'postcode', null, 'placed_by_postcode'
from located
where placed_by = 'postcode';
