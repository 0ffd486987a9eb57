-- One row per establishment: its record key (32 bits) and its noise, the same in every year.
-- Noise moves jobs by 7 to 15 percent; signs alternate down the size order within
-- municipality, sector and year of entry, from a keyed start, so that totals stay close.
create temp table keyed as
with entered as (
    select
        establishment_id,
        min(year) as entry_year,
        arg_min(municipality_code, year) as municipality_code,
        arg_min(sector_code, year) as sector_code,
        arg_min(jobs, year) as entry_jobs
    from register.establishment
    group by establishment_id
),

hashed as (
    select
        *,
        keyed_hash($inner_key, $outer_key, establishment_id) as hash,
        keyed_hash(
            $inner_key, $outer_key,
            concat_ws('|', 'start', municipality_code, sector_code, entry_year)
        ) as start_hash
    from entered
),

drawn as (
    select
        *,
        cast('0x' || substr(hash, 1, 8) as bigint) as record_key,
        cast('0x' || substr(hash, 9, 8) as bigint) / 4294967296.0 as draw,
        cast('0x' || substr(start_hash, 1, 4) as bigint) as start
    from hashed
),

signed as (
    select
        *,
        case (start + row_number() over (
            partition by municipality_code, sector_code, entry_year
            order by entry_jobs desc, record_key, establishment_id
        )) % 2 when 0 then 1 else -1 end as sign
    from drawn
)

select
    establishment_id,
    record_key,
    noise(sign, draw) as noise_millionths
from signed;
