-- One row per area that a visitor may mean, the likeliest first, twelve at most. Letters that
-- slipped count when nothing is as typed. Two cities are known by another name too.
with asked as (
    select
        length(text) // 4 as most,
        case
            when starts_with(text, 'den haa') then 's gravenhage' || substr(text, 9)
            when starts_with(text, 'den bos') then 's hertogenbosch' || substr(text, 10)
            else text
        end as text
    from (
        select
            lower(strip_accents(replace($text, 'ĳ', 'ij'))) as typed,
            trim(regexp_replace(typed, '[^a-z0-9]+', ' ', 'g')) as text
    ) as given
),

compared as (
    select
        known.*, text, most,
        case
            when plain = text or code = text then 0
            when starts_with(plain, text) then 1
            when contains(' ' || plain, ' ' || text) then 2
            when
                contains(whole, ' ' || split_part(text, ' ', 1))
                and whole like '% ' || replace(text, ' ', '% ') || '%' then 3
            when length(text) > 2 and contains(code, text) then 4
            when length(text) > 2 and contains(plain, text) then 5
        end as distance
    from memory.main.known_area as known
    cross join asked
    where text <> ''
),

slipped as (
    select
        compared.*,
        case
            when
                near = 0 and length(text) > 3 and length(plain) >= length(text) - most
                and (plain[1] = text[1] or plain[2] = text[2])
                then 5 + damerau_levenshtein(left(plain, length(text)), text)
        end as shorter,
        case
            when shorter <= 6 + most
                then 5 + damerau_levenshtein(left(plain, length(text) + 1), text)
        end as longer
    from compared
    cross join (select count(found.distance) as near from compared as found) as counted
)

select area_code, level, name, parent_name, municipality_name
from slipped
where coalesce(distance, least(shorter, longer)) <= 5 + most
order by
    coalesce(distance, least(shorter, longer)),
    case level when 'municipality' then 0 when 'city_part' then 1 when 'wijk' then 2 else 3 end,
    population desc nulls last, name, area_code
limit 12;
