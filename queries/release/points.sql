-- One row per point where establishments stand whose address is not shielded, EPSG:28992 (m).
select
    cast(row_number() over (order by x, y) - 1 as integer) as point_no,
    x,
    y
from (
    select distinct
        x,
        y
    from register.establishment
    where x is not null and y is not null
) as point;
