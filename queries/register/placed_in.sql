-- Remembers what the register is placed in.
create or replace table placed_in as
select $fingerprint as fingerprint;
