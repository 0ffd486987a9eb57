-- One row per combination that is published: each dimension alone everywhere, and two at a
-- time from wijk up. Small-scale sets are not crossed with sectors; buurten have no sections.
create temp table dimension as
with sector_code as (
    select
        '*' as code,
        false as is_section
    union all
    select
        sector_code as code,
        parent_code <> '*' as is_section
    from sector
),

size_code as (
    select
        code,
        code in ('lt10', 'one', 'wijkeconomie') as is_set
    from category
    where dimension = 'size_class'
)

select
    level.code as level,
    s.code as sector,
    z.code as size_class,
    p.code as premises
from category as level
cross join sector_code as s
cross join size_code as z
cross join category as p
where
    level.dimension = 'level'
    and level.code in ('municipality', 'wijk', 'buurt')
    and p.dimension = 'premises'
    and cast(s.code <> '*' as integer)
    + cast(z.code <> '*' as integer)
    + cast(p.code <> '*' as integer)
    <= case when level.code = 'buurt' then 1 else 2 end
    and not (s.is_section and level.code = 'buurt')
    and not (z.is_set and s.code <> '*');
