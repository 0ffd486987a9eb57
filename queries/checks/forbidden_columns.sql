-- Columns that would tell one establishment from another.
select
    table_name,
    column_name
from information_schema.columns
where
    regexp_matches(
        lower(column_name),
        'establishment_id|vestigingsnummer|kvk|rsin|record_key|noise|street|straat|postcode'
        || '|huisnummer|phone|telefoon|email'
    )
    or (lower(column_name) in ('lon', 'lat') and table_name <> 'place')
    or lower(column_name) in ('x', 'y', 'x_rd', 'y_rd', 'geometry');
