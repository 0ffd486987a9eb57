-- One row per area and year: whether its municipality delivered a register for that year, and
-- whether premises, location types and streets are known in it; streets of a wijk by itself where
-- it has points enough. What is not known is no zero. An area that is none in that year does not
-- exist; one with other boundaries than before is new.
create temp table known as
with delivered as (
    select
        municipality_code,
        year,
        bool_or(premises <> 'unknown') as has_premises,
        bool_or(location_type <> 'unknown') as has_area_types,
        bool_or(sites_type <> 'unknown') as has_sites_types,
        bool_or(land_use_type <> 'unknown') as has_land_use_types,
        bool_or(is_estimated) as is_estimated,
        year = min(year) over (partition by municipality_code) as is_first
    from register.establishment
    group by municipality_code, year
),

every as (
    select distinct
        area_code,
        level,
        municipality_code
    from area
)

select
    cast(row_number() over (order by a.area_code, y.year) - 1 as integer) as area_year_id,
    a.area_code,
    a.level,
    y.year,
    v.area_code is not null as exists,
    d.year is not null as is_delivered,
    coalesce(d.has_premises, false) as has_premises,
    coalesce(d.has_area_types, false) as has_area_types,
    coalesce(d.has_sites_types, false) as has_sites_types,
    coalesce(d.has_land_use_types, false) as has_land_use_types,
    coalesce(own.is_walked, w.is_walked, false) as has_streets,
    coalesce(d.is_first, false) or c.area_code is not null as is_new,
    coalesce(d.is_estimated, false) as is_estimated
from every as a
cross join (select distinct year from register.establishment) as y
left join area as v on a.area_code = v.area_code and y.year between v.from_year and v.until_year
left join boundary_change as c on a.area_code = c.area_code and y.year = c.year
left join delivered as d on a.municipality_code = d.municipality_code and y.year = d.year
left join walked as own on a.area_code = own.area_code
left join walked as w on a.municipality_code = w.area_code;
