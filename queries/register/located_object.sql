-- Adds rows with the point of their address object: by its number, else by address, where an
-- addition that is not known falls back to the house number.
insert into located
with candidate as (
    select u.row_number, o.x, o.y, 0 as distance, '' as suffix
    from unplaced as u
    inner join object as o on u.object_id = o.object_id
    where o.x is not null
    union all
    select u.row_number, o.x, o.y, 0, ''
    from unplaced as u
    inner join object as o on u.object_id = o.number_id
    where o.x is not null
    union all
    select
        u.row_number, o.x, o.y,
        case when u.suffix = suffix(o.addition) then 1 else 2 end as distance,
        suffix(o.addition) as suffix
    from unplaced as u
    inner join object as o on u.postcode = o.postcode and u.house_number = o.house_number
    where o.x is not null
),

nearest as (
    select
        row_number, x, y,
        row_number() over (partition by row_number order by distance, suffix, x, y) as place
    from candidate
)

select
    row_number, x, y, null as buurt_code, $method as placed_by
from nearest
where place = 1;
