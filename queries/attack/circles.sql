-- One row per place, year, radius, distance, kind of establishments and sector set that is known;
-- of a sector set only where all sectors together are told.
select
    place_id,
    year,
    radius_m,
    distance,
    who,
    sector_set,
    establishments as value
from place_reach as r
inner join (
    select place_id, year, radius_m, distance, who, flag as whole_flag
    from place_reach
    where sector_set = '*'
) as w using (place_id, year, radius_m, distance, who)
where coalesce(flag, 'c') = 'c' and (sector_set = '*' or whole_flag is null)
order by place_id, year, radius_m, distance, who, sector_set;
