-- One row per point in the delivery or already in the register, in EPSG:28992 (m).
select
    x,
    y
from typed
where x is not null and y is not null
union
select
    x,
    y
from delivered
where x is not null and y is not null;
