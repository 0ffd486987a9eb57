-- One row per point and division where establishments stand, in EPSG:28992 (m).
select distinct
    d.x,
    d.y,
    v.division
from delivered as d
inner join division as v on year(d.reference_date) = v.year
where d.x is not null and d.y is not null;
