-- One row for one area and year: the share of establishments in manufacturing with fewer than 10
-- full-time workers.
select
    sum(establishments) filter (where size_class in ('0', '1', '2-9')) as part,
    max(establishments) filter (where size_class = '*') as whole,
    least(
        1.0,
        sum(establishments) filter (where size_class in ('0', '1', '2-9'))
        / nullif(
            cast(max(establishments) filter (where size_class = '*') as double), 0
        )
    ) as value,
    case
        when count(*) = 0 or bool_or(regexp_matches(coalesce(flag, ''), '[ux]')) then 'unknown'
        when bool_or(establishments is null) then 'protected'
        when max(establishments) filter (where size_class = '*') = 0 then 'few'
    end as doubt
from activity
where
    area_code = $area and year = $year and sector = 'C' and premises = '*'
    and size_class in ('*', '0', '1', '2-9');
