-- One row per hexagon and year in order: what is counted, its figure by chance and turned.
select
    h3,
    year,
    n,
    key_sum,
    published_count(n, key_sum, 10, false) as rounded,
    published_count(n, key_sum, 10, true) as other,
    null as jobs
from hexagon_exact
where reaches(n, 10)
order by h3, year;
