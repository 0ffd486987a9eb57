-- One row per point where establishments stand whose address is not shielded, EPSG:28992 (m).
select distinct
    x,
    y
from register.establishment
where x is not null and y is not null;
