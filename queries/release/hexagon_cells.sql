-- One row per hexagon (resolution 9) with establishments.
select distinct h3
from register.establishment
where h3 is not null;
