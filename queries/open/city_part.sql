-- One row per wijk and boundary year that is in a city part, with the code of that part: SD, the
-- digits of the municipality, and its name in small letters without accents and signs.
create table memory.main.city_part as
with named as (
    select
        area_code, municipality_code, boundary_year, from_year, until_year, city_part as name,
        trim(
            regexp_replace(
                lower(strip_accents(replace(city_part, 'ĳ', 'ij'))), '[^a-z0-9]+', '-', 'g'
            ),
            '-'
        ) as slug
    from area
    where level = 'wijk'
)

select
    area_code, municipality_code, boundary_year, from_year, until_year, name,
    'SD' || substr(municipality_code, 3) || '-' || slug as part_code
from named
where slug <> '';
