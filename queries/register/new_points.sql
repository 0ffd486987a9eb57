-- One row per point and division in the delivery or already in the register, EPSG:28992 (m).
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
    v.division
from point as p
inner join division as v on p.year = v.year
where p.x is not null and p.y is not null;
