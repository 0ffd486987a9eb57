-- One row per municipality in the register.
select distinct municipality_code
from register.establishment;
