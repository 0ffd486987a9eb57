-- One row: whether something is missing that releases are made of.
select count(*) < 4 as is_behind
from information_schema.columns
where
    (table_name = 'smallest_area' and column_name in ('sites_type', 'land_use_type'))
    or (table_name = 'establishment' and column_name = 'sbi_code')
    or table_name = 'placed_in';
