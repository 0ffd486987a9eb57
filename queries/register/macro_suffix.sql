-- What follows a house number, without marks and ways of writing: 'b 3 hoog' is B3, 'hs' is H.
create or replace temp macro suffix(written) as
regexp_replace(
    regexp_replace(
        regexp_replace(upper(coalesce(written, '')), '[^A-Z0-9]|^0+', '', 'g'),
        '(HUIS|HS)$', 'H'
    ),
    '([0-9])E?HOOG$', '\1'
);
