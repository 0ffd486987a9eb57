-- A number written with a dot or a comma; null when it is none, or could be two (1.000).
-- What nearly every delivery has comes first.
create or replace temp macro parsed(written) as
case
    when regexp_matches(written, '^[0-9]{1,9}$') then cast(written as double)
    when not regexp_matches(trim(written), '^[0-9]{1,3}[.,][0-9]{3}$') then plain(written)
end;
