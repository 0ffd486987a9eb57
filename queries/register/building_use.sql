-- One row per row whose building was found: its use, and how it was found. Without the addition
-- only when all objects on that house number are used alike.
create or replace temp table building_use as
with known as (
    select
        *,
        suffix(addition) as suffix,
        (use like '%woonfunctie%')::integer + 2 * regexp_matches(
            use, '(bijeenkomst|cel|gezondheidszorg|industrie|kantoor|logies|onderwijs|sport|winkel)'
            || 'functie|overige gebruiksfunctie'
        )::integer as class
    from object
    where use is not null
),

wanted as (
    select * from address
    where needs_use
),

found as (
    select w.row_number, k.use, k.class, 0 as distance, true as is_sure, 'object_id' as use_from
    from wanted as w
    inner join known as k on w.object_id = k.object_id
    union all
    select w.row_number, k.use, k.class, 0, true, 'object_id'
    from wanted as w
    inner join known as k on w.object_id = k.number_id
    union all
    select
        w.row_number, k.use, k.class,
        case when w.suffix = k.suffix then 1 else 2 end as distance,
        w.suffix in ('', k.suffix) or k.suffix = '' as is_sure,
        case when w.suffix = k.suffix then 'address' else 'house_number' end as use_from
    from wanted as w
    inner join known as k on w.postcode = k.postcode and w.house_number = k.house_number
),

ranked as (
    select
        *,
        min(distance) over (partition by row_number) as nearest
    from found
)

select
    row_number,
    min(use) as use,
    min(use_from) as use_from
from ranked
where distance = nearest
group by row_number
having count(distinct class) = 1 and bool_or(is_sure);
