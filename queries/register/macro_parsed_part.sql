-- A part of a sum, where nothing written means zero; null when it is no number, or below zero.
create or replace temp macro parsed_part(written) as
case
    when coalesce(trim(written), '') = '' then 0
    when parsed(written) >= 0 then parsed(written)
end;
