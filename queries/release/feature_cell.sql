-- One row per area, year, sector group, size and premises of the published counts that areas are
-- compared by: at most one of these three is not everything.
select
    area_code,
    year,
    case
        when sector <> '*' then sector
        when size_class <> '*' then size_class
        when premises <> '*' then premises
        else '*'
    end as kind,
    establishments,
    jobs
from release.activity
where
    (size_class = '*' and premises = '*')
    or (sector = '*' and size_class in ('one', 'lt10') and premises = '*')
    or (sector = '*' and size_class = '*' and premises = 'home');
