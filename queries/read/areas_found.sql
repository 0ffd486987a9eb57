-- One row per area that a visitor may mean by what is typed, the likeliest first, twelve at most.
-- Names and codes are compared in small letters without accents and signs. Letters that slipped
-- count where the first or the second one is right. Two cities are known by another name too.
with asked as (
    select
        case
            when starts_with(text, 'den haag') then 's gravenhage' || substr(text, 9)
            when starts_with(text, 'den bosch') then 's hertogenbosch' || substr(text, 10)
            else text
        end as text
    from (
        select trim(regexp_replace(lower(strip_accents($text)), '[^a-z0-9]+', ' ', 'g')) as text
    ) as given
),

known as (
    select
        a.area_code, a.level, a.name, a.population,
        p.name as parent_name, m.name as municipality_name,
        trim(translate(lower(strip_accents(a.name)), '''’.,-/()&+', '          ')) as plain,
        translate(
            lower(strip_accents(concat_ws(' ', '', m.name, a.name, p.name, m.name))),
            '''’.,-/()&+', '          '
        ) as whole
    from area as a
    left join area as p on a.parent_code = p.area_code and a.boundary_year = p.boundary_year
    left join area as m on a.municipality_code = m.area_code and a.boundary_year = m.boundary_year
    where a.until_year = (select max(until_year) from area)
),

compared as (
    select
        known.*,
        case
            when plain = text or lower(area_code) = text then 0
            when starts_with(plain, text) then 1
            when contains(' ' || plain, ' ' || text) then 2
            when ' ' || whole like '% ' || replace(text, ' ', '% ') || '%' then 3
            when length(text) > 2 and contains(lower(area_code), text) then 4
            when length(text) > 2 and contains(plain, text) then 5
            when length(text) > 3 and (plain[1] = text[1] or plain[2] = text[2])
                then 5 + least(
                    damerau_levenshtein(left(plain, length(text)), text),
                    damerau_levenshtein(left(plain, length(text) + 1), text)
                )
        end as distance,
        5 + length(text) // 4 as most
    from known
    cross join asked
    where text <> ''
)

select area_code, level, name, parent_name, municipality_name
from compared
where distance <= greatest(most, 5)
order by
    distance,
    case level when 'municipality' then 0 when 'wijk' then 1 else 2 end,
    population desc nulls last, name, area_code
limit 12;
