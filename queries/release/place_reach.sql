-- One row per place, year, radius, distance, kind of establishments and sector set: how many are
-- within reach; x when the place was not open on the reference date.
create table release.place_reach as
with shown as (
    select
        c.*,
        case
            when c.is_counted then published_count(c.n, c.key_sum, 5, t.n is not null)
        end as figure
    from circle as c
    left join turned as t on c.n = t.n and c.key_sum = t.key_sum
)

select
    place_id,
    year,
    cast(radius_m as integer) as radius_m,
    distance,
    who,
    sector_set,
    cast(figure as integer) as establishments,
    case
        when not is_open then 'x'
        when not is_known then 'u'
        when figure is null then 'c'
    end as flag
from shown
order by place_id, year, radius_m, distance, who, sector_set;
