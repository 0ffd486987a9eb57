-- One row per point and boundary_set in the delivery or already in the register, EPSG:28992 (m).
with point as (
    select
        year(reference_date) as year,
        x,
        y
    from typed
    union
    select
        year(reference_date) as year,
        x,
        y
    from delivered
)

select distinct
    p.x,
    p.y,
    v.boundary_set
from point as p
inner join boundary_set as v on p.year = v.year
where p.x is not null and p.y is not null;
