-- One row per establishment, reference date and area it lies in (municipality, wijk, buurt).
-- In its wijk a shielded address has no location type by any rule, which could tell its buurt.
create temp table located as
with keyed_establishment as (
    select
        e.*,
        k.record_key,
        e.jobs * k.noise_millionths as noisy,
        e.jobs_full_time * k.noise_millionths as noisy_full_time
    from register.establishment as e
    inner join keyed as k on e.establishment_id = k.establishment_id
)

select
    'municipality' as level,
    municipality_code as area_code,
    *
from keyed_establishment
union all
select
    'wijk' as level,
    wijk_code as area_code,
    * replace (
        if(is_shielded, 'unknown', location_type) as location_type,
        if(is_shielded, 'unknown', sites_type) as sites_type,
        if(is_shielded, 'unknown', land_use_type) as land_use_type,
        is_wijkeconomie and not is_shielded as is_wijkeconomie
    )
from keyed_establishment
where wijk_code is not null
union all
select
    'buurt' as level,
    buurt_code as area_code,
    *
from keyed_establishment
where buurt_code is not null;
