-- One row: what the register is placed in.
select max(fingerprint) as fingerprint
from placed_in;
