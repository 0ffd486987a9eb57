-- One row per point where establishments stand, in EPSG:28992 (m).
select distinct
    x,
    y
from delivered
where x is not null and y is not null;
