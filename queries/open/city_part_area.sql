-- One row per city part and boundary year, as if it were an area; what is known of it is the sum
-- of its wijken. It is the same since its wijken are, and since it holds the same ones.
create table memory.main.city_part_area as
with summed as (
    select
        p.part_code as area_code,
        max(p.name) as name,
        p.municipality_code,
        p.boundary_year,
        p.from_year,
        p.until_year,
        max(w.boundary_kind) as boundary_kind,
        if(count(w.population) = count(*), sum(w.population), null) as population,
        if(count(w.dwellings) = count(*), sum(w.dwellings), null) as dwellings,
        if(count(w.land_ha) = count(*), sum(w.land_ha), null) as land_ha,
        max(w.same_since) as same_since,
        string_agg(p.area_code, ' ' order by p.area_code) as wijken
    from memory.main.city_part as p
    inner join area as w on p.area_code = w.area_code and p.boundary_year = w.boundary_year
    group by p.part_code, p.municipality_code, p.boundary_year, p.from_year, p.until_year
),

compared as (
    select
        *,
        case
            when lag(wijken) over (partition by area_code order by from_year) <> wijken
                then from_year
        end as others_since
    from summed
)

select
    area_code,
    'city_part' as level,
    name,
    municipality_code as parent_code,
    municipality_code,
    boundary_year,
    boundary_kind,
    cast(population as integer) as population,
    cast(dwellings as integer) as dwellings,
    land_ha,
    from_year,
    until_year,
    max(greatest(same_since, others_since)) over (
        partition by area_code order by from_year
    ) as same_since,
    wijken
from compared;
