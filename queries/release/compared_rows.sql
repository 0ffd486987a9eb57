-- One row: how the rows of a table differ between two releases, by the hash of key and of row.
select
    count(o.key_hash) as rows_before,
    count(n.key_hash) as rows_after,
    count(*) filter (where o.key_hash is null) as new,
    count(*) filter (where n.key_hash is null) as gone,
    count(*) filter (where o.row_hash <> n.row_hash) as changed
from old_rows as o
full join new_rows as n on o.key_hash = n.key_hash;
