-- One row per wijk and year in either release: establishments in both, largest difference first.
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
    select distinct on (area_code)
        area_code,
        name
    from (
        select
            area_code,
            name
        from after.area
        where level = 'wijk'
        union all
        select
            area_code,
            name
        from before.area
        where level = 'wijk'
    ) as either
    order by area_code, name
)

select
    named.name,
    year,
    area_code,
    o.establishments as before,
    n.establishments as after
from old_count as o
full join new_count as n using (area_code, year)
inner join named using (area_code)
where o.establishments is distinct from n.establishments
order by abs(coalesce(n.establishments, 0) - coalesce(o.establishments, 0)) desc, area_code, year
limit $most;
