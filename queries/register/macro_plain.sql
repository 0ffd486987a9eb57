-- A number in plain digits, with a dot or a comma for decimals; null for other spellings, such as
-- 1e3, 1_000, 0x10 and inf.
create or replace temp macro plain(written) as
case
    when regexp_matches(written, '^\s*[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)\s*$')
        then try_cast(replace(written, ',', '.') as double)
end;
