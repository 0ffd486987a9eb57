-- One row per circle that is counted, in order: what is counted, its figure by chance and turned.
select
    place_id,
    year,
    radius_m,
    distance,
    who,
    sector_set,
    n,
    key_sum,
    published_count(n, key_sum, 5, false) as rounded,
    published_count(n, key_sum, 5, true) as other,
    null as jobs
from circle
where is_counted
order by place_id, year, radius_m, distance, who, sector_set;
