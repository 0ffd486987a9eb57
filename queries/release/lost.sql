-- One row per establishment that opened and later was in no register on a reference date of the
-- municipality in which it opened: the first year in which it was not. Who moved is not lost; who
-- comes back after a year is, and opened anew.
create temp table lost as
with presence as (
    select distinct
        establishment_id,
        year
    from register.establishment
),

delivered as (
    select distinct
        municipality_code,
        year
    from register.establishment
)

select
    e.establishment_id,
    e.year,
    min(d.year) as lost_year
from event as e
inner join delivered as d on e.area_code = d.municipality_code and e.year < d.year
left join presence as p on e.establishment_id = p.establishment_id and d.year = p.year
where e.kind = 'opening' and e.level = 'municipality' and p.establishment_id is null
group by e.establishment_id, e.year;
