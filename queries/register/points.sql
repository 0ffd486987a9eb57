-- One row per point and boundary_set where establishments stand, in EPSG:28992 (m).
select distinct
    d.x,
    d.y,
    v.boundary_set
from delivered as d
inner join boundary_set as v on year(d.reference_date) = v.year
where d.x is not null and d.y is not null;
