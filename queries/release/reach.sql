-- One row per municipality or wijk, year, radius, distance, kind of place and kind of
-- establishments: how many are within reach of a place that was open on the reference date.
create table release.reach as
select
    area_code,
    year,
    cast(split_part(measure, ':', 3) as integer) as radius_m,
    split_part(measure, ':', 2) as distance,
    split_part(measure, ':', 4) as kind,
    case
        when premises = 'home' then 'home'
        when size_class = 'one' then 'one_person'
        else 'all'
    end as who,
    establishments,
    flag
from published
where measure like 'reach:%'
order by area_code, year, radius_m, distance, kind, who;
