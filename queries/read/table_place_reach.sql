-- One row per place, year, radius, distance, kind of establishments and sector set.
select
    r.place_id,
    p.name as place_name,
    r.year,
    r.radius_m,
    r.distance,
    r.who,
    r.sector_set,
    r.establishments,
    r.flag
from place_reach as r
inner join place as p on r.place_id = p.place_id
where
    ($year is null or list_contains($year, r.year))
    and ($radius is null or list_contains($radius, r.radius_m))
    and ($distance is null or list_contains($distance, r.distance))
    and ($who is null or list_contains($who, r.who))
    and ($sector_set is null or list_contains($sector_set, r.sector_set))
order by r.place_id, r.year, r.radius_m, r.distance, r.who, r.sector_set;
