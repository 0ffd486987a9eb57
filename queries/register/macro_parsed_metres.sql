-- A coordinate in metres, with or without separators of thousands; null when it is none. What
-- nearly every delivery has comes first.
create or replace temp macro parsed_metres(written) as
case
    when regexp_matches(written, '^[0-9]{4,6}([.][0-9]{1,9})?$') then cast(written as double)
    when not contains(written, ',') and plain(written) between 1000 and 1000000 then plain(written)
    when regexp_matches(trim(written), '^[0-9]{1,3}([.][0-9]{3})+(,[0-9]+)?$')
        then try_cast(replace(replace(trim(written), '.', ''), ',', '.') as double)
    when regexp_matches(trim(written), '^[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?$')
        then try_cast(replace(trim(written), ',', '') as double)
    when isfinite(plain(written)) then plain(written)
end;
