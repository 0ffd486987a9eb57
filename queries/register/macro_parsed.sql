-- A number written with a dot or a comma; null when it is none, or could be two (1.000).
create or replace temp macro parsed(written) as
case
    when not regexp_matches(trim(written), '^[0-9]{1,3}[.,][0-9]{3}$') then plain(written)
end;
