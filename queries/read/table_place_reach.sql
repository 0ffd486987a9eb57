-- One row per place, year, radius and premises.
select
    r.place_id,
    p.name as place_name,
    r.year,
    r.radius_m,
    r.premises,
    r.establishments,
    r.flag
from place_reach as r
inner join place as p on r.place_id = p.place_id
where
    ($year is null or list_contains($year, r.year))
    and ($premises is null or list_contains($premises, r.premises))
order by r.place_id, r.year, r.radius_m, r.premises
limit $limit offset $offset;
