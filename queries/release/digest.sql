-- One row: a number that depends on every cell of the release.
with part as (
    select bit_xor(hash(t)) as code from release.activity as t
    union all
    select bit_xor(hash(t)) as code from release.location as t
    union all
    select bit_xor(hash(t)) as code from release.dynamics as t
    union all
    select bit_xor(hash(t)) as code from release.survival as t
    union all
    select bit_xor(hash(t)) as code from release.hexagon as t
    union all
    select bit_xor(hash(t)) as code from release.place_reach as t
    union all
    select bit_xor(hash(t)) as code from release.reach as t
    union all
    select bit_xor(hash(t)) as code from release.place as t
    union all
    select bit_xor(hash(t)) as code from release.initiative as t
    union all
    select bit_xor(hash(t)) as code from release.factor as t
    union all
    select bit_xor(hash(t)) as code from release.factor_definition as t
    union all
    select bit_xor(hash(t)) as code from release.address as t
    union all
    select bit_xor(hash(t)) as code from release.area as t
    union all
    select bit_xor(hash(t)) as code from release.area_shape as t
    union all
    select bit_xor(hash(t)) as code from release.area_location as t
    union all
    select bit_xor(hash(t)) as code from release.indicator as t
    union all
    select bit_xor(hash(t)) as code from release.source as t
    union all
    select bit_xor(hash(t)) as code from release.claim as t
    union all
    select bit_xor(hash(t)) as code from release.practice as t
    union all
    select bit_xor(hash(t)) as code from release.programme as t
    union all
    select bit_xor(hash(t)) as code from release.series_break as t
    union all
    select bit_xor(hash(t)) as code from release.area_feature as t
    union all
    select bit_xor(hash(t)) as code from release.similar_area as t
    union all
    select bit_xor(hash(t)) as code from release.area_group as t
    union all
    select bit_xor(hash(t)) as code from release.area_group_trait as t
    union all
    select bit_xor(hash(t)) as code from release.peer_group as t
)

select
    lower(hex(bit_xor(hash(code)))) as digest,
    (select max(reference_date) from register.establishment) as reference_date
from part;
