-- One row: whether the view of establishments lacks columns that releases are made of.
select count(*) < 2 as is_behind
from information_schema.columns
where table_name = 'establishment' and column_name in ('sites_type', 'land_use_type');
