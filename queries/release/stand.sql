-- One row per point, year and kind of establishments that stand there: how many, and the sum of
-- their keys.
create temp table stand as
select
    p.point_no,
    e.year,
    e.municipality_code,
    e.wijk_code,
    e.premises = 'home' as is_home,
    e.is_one,
    g.set_group,
    cast(count(*) as integer) as n,
    cast(sum(k.record_key) as bigint) as key_sum
from register.establishment as e
inner join point as p on e.x = p.x and e.y = p.y
inner join keyed as k on e.establishment_id = k.establishment_id
inner join sector_group as g on e.sbi_code = g.sbi_code and e.sbi_version = g.sbi_version
group by all;
