-- Adds rows with the buurt that most addresses of their postcode are in, when it is loaded.
insert into located
with counted as (
    select
        u.row_number,
        p.buurt_code,
        row_number() over (
            partition by u.row_number
            order by
                abs(p.boundary_year - year(u.reference_date)), p.addresses desc, p.buurt_code
        ) as place
    from unplaced as u
    inner join postcode_buurt as p on u.postcode = p.postcode
    inner join area as a on p.buurt_code = a.area_code
)

select
    row_number, null as x, null as y, buurt_code, 'postcode' as placed_by
from counted
where place = 1;
