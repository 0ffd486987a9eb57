-- One row per point and boundary_set in the delivery or already in the register, EPSG:28992 (m).
select
    t.x,
    t.y,
    v.boundary_set
from typed as t
inner join boundary_set as v on year(t.reference_date) = v.year
where t.x is not null and t.y is not null
union
select
    d.x,
    d.y,
    v.boundary_set
from delivered as d
inner join boundary_set as v on year(d.reference_date) = v.year
where d.x is not null and d.y is not null;
