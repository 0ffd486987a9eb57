-- A number written with a dot or a comma; null when it is none, or could be two (1.000).
create or replace temp macro parsed(written) as
case
    when not contains(written, '.') and not contains(written, ',') then try_cast(written as double)
    when not regexp_matches(trim(written), '^[0-9]{1,3}([.,][0-9]{3})+$')
        then try_cast(replace(trim(written), ',', '.') as double)
end;
