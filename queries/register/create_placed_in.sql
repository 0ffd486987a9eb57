-- One row at most: what the register is placed in, as a fingerprint of areas and location types.
create table if not exists placed_in (
    fingerprint varchar not null
);
