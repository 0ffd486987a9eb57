-- One row per municipality and wijk in either release, and year that both have: establishments in
-- both, largest difference first.
with
old_count as (
    select
        area_code,
        year,
        establishments
    from before.activity
    where sector = '*' and size_class = '*' and premises = '*'
),

new_count as (
    select
        area_code,
        year,
        establishments
    from after.activity
    where sector = '*' and size_class = '*' and premises = '*'
),

named as (
    select
        area_code,
        max(level) as level,
        max(name) as name
    from (
        select * from (select area_code, level, name from after.area) as n
        union all
        select * from (select area_code, level, name from before.area) as o
    ) as either
    where level in ('municipality', 'wijk')
    group by area_code
)

select
    named.level,
    named.name,
    year,
    year as year_before,
    area_code,
    o.establishments as before,
    n.establishments as after
from old_count as o
full join new_count as n using (area_code, year)
inner join named using (area_code)
where
    year in (select year from old_count)
    and year in (select year from new_count)
order by abs(coalesce(n.establishments, 0) - coalesce(o.establishments, 0)) desc, area_code, year;
