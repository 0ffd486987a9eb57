-- A part of a sum, where nothing written means zero.
create or replace temp macro parsed_part(written) as
case when coalesce(trim(written), '') = '' then 0 else parsed(written) end;
