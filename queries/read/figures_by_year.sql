-- One row per year for one area: its main figures, null where protected or unknown, with the
-- flags of the whole and of what is known of premises.
select
    year,
    max(establishments) filter (where size_class = '*' and premises = '*') as establishments,
    max(jobs) filter (where size_class = '*' and premises = '*') as jobs,
    max(jobs_full_time) filter (where size_class = '*' and premises = '*') as jobs_full_time,
    max(establishments) filter (where size_class = '*' and premises = 'home') as home_based,
    max(establishments) filter (where size_class = '*' and premises = 'business')
        as business_premises,
    max(establishments) filter (where size_class = '*' and premises = 'unknown')
        as premises_unknown,
    max(establishments) filter (where size_class = 'lt10' and premises = '*') as small_scale,
    max(establishments) filter (where size_class = 'one' and premises = '*') as one_person,
    max(flag) filter (where size_class = '*' and premises = '*') as flag,
    max(flag) filter (where size_class = '*' and premises = 'home') as home_flag
from activity
where area_code = $area and sector = '*'
group by year
order by year;
