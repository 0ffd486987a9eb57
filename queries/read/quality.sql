-- One row per measure, table and level: how close to the exact figures, how much is protected,
-- and what the attack suite found.
select
    measure,
    table_name,
    level,
    value
from quality
order by measure, table_name, level;
