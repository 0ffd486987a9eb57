-- One row per area and year: whether its municipality delivered a register for that year, and
-- whether premises and location types are known in it. What is not known is no zero.
create temp table known as
with delivered as (
    select
        municipality_code,
        year,
        bool_or(premises <> 'unknown') as has_premises,
        bool_or(location_type <> 'unknown') as has_location_types,
        bool_or(is_estimated) as is_estimated,
        year = min(year) over (partition by municipality_code) as is_first
    from register.establishment
    group by municipality_code, year
)

select
    cast(row_number() over (order by a.area_code, y.year) - 1 as integer) as area_year_id,
    a.area_code,
    a.level,
    y.year,
    d.year is not null as is_delivered,
    coalesce(d.has_premises, false) as has_premises,
    coalesce(d.has_location_types, false) as has_location_types,
    coalesce(d.is_first, false) as is_first,
    coalesce(d.is_estimated, false) as is_estimated
from area as a
cross join (select distinct year from register.establishment) as y
left join delivered as d on a.municipality_code = d.municipality_code and y.year = d.year;
