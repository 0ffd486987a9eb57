-- A number written with a dot or a comma; null when it is none.
create or replace temp macro parsed(written) as
try_cast(replace(trim(written), ',', '.') as double);
