-- One row per municipality of which the kind is known, with its name and inhabitants.
select
    p.*,
    a.name,
    a.population
from peer_group as p
inner join area as a on p.municipality_code = a.area_code
qualify a.until_year = max(a.until_year) over (partition by a.area_code)
order by a.name, p.municipality_code;
