-- One row per area and city part of the newest year, with what is typed to find it compared with:
-- its name, and that between those of what it lies in, in small letters without accents and signs.
create table memory.main.known_area as
with plain as (
    select
        area_code, boundary_year, name,
        trim(
            translate(lower(strip_accents(replace(name, 'ĳ', 'ij'))), '''’.,-/()&+', '          ')
        ) as plain
    from memory.main.any_area
)

select
    a.area_code, a.level, a.name, a.population,
    p.name as parent_name, m.name as municipality_name,
    lower(a.area_code) as code, n.plain,
    concat_ws(' ', '', m.plain, n.plain, p.plain, m.plain) as whole
from memory.main.any_area as a
inner join plain as n on a.area_code = n.area_code and a.boundary_year = n.boundary_year
left join plain as p on a.parent_code = p.area_code and a.boundary_year = p.boundary_year
left join plain as m on a.municipality_code = m.area_code and a.boundary_year = m.boundary_year
where a.until_year = (select max(until_year) from release.main.area);
