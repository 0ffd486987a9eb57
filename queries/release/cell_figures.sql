-- One row per known cell in order: what is counted, its figure by chance and the one it gives
-- turned.
select
    cell_id,
    n,
    key_sum,
    published_count(n, key_sum, 5, false) as rounded,
    published_count(n, key_sum, 5, true) as other,
    case when n >= 5 then published_jobs(n, noisy) end as jobs
from cell
where is_known
order by cell_id;
