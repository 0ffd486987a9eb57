-- One row per establishment, area and year in which it opened, closed, or moved in or out.
-- Compared with the reference date before; a move is a change of area, found by number.
create temp table event as
with step as (
    select
        municipality_code,
        year,
        lag(year) over (partition by municipality_code order by year) as before
    from (select distinct municipality_code, year from register.establishment) as y
),

presence as (
    select distinct
        establishment_id,
        year
    from register.establishment
),

final as (
    select
        l.establishment_id, l.level,
        l.area_code, l.year, l.sector_code, l.premises, l.record_key, 'opening' as kind
    from located as l
    inner join step
        on
            l.municipality_code = step.municipality_code and l.year = step.year
            and step.before is not null
    left join presence as p on l.establishment_id = p.establishment_id and step.before = p.year
    where p.establishment_id is null
    union all
    select
        l.establishment_id, l.level,
        l.area_code, step.year, l.sector_code, l.premises, l.record_key, 'closure'
    from located as l
    inner join step on l.municipality_code = step.municipality_code and l.year = step.before
    left join presence as p on l.establishment_id = p.establishment_id and step.year = p.year
    where p.establishment_id is null
    union all
    select
        l.establishment_id, l.level,
        l.area_code, l.year, l.sector_code, l.premises, l.record_key, 'moved_in'
    from located as l
    inner join step on l.municipality_code = step.municipality_code and l.year = step.year
    inner join located as p
        on l.establishment_id = p.establishment_id and step.before = p.year and l.level = p.level
    where l.area_code <> p.area_code
    union all
    select
        l.establishment_id, l.level,
        p.area_code, l.year, p.sector_code, p.premises, l.record_key, 'moved_out'
    from located as l
    inner join step on l.municipality_code = step.municipality_code and l.year = step.year
    inner join located as p
        on l.establishment_id = p.establishment_id and step.before = p.year and l.level = p.level
    where l.area_code <> p.area_code
)

select * from final;
