-- One row per municipality and wijk, and year that only the new release has: establishments in that
-- year and in the year before it, largest difference first.
with
counted as (
    select
        area_code,
        year,
        establishments
    from after.activity
    where sector = '*' and size_class = '*' and premises = '*'
),

pair as (
    select
        year,
        lag(year) over (order by year) as year_before
    from (select distinct year from counted) as known
),

named as (
    select
        area_code,
        level,
        max(name) as name
    from after.area
    where level in ('municipality', 'wijk')
    group by area_code, level
)

select
    named.level,
    named.name,
    pair.year,
    pair.year_before,
    named.area_code,
    o.establishments as before,
    n.establishments as after
from pair
inner join counted as n on pair.year = n.year
inner join named on n.area_code = named.area_code
left join counted as o on pair.year_before = o.year and n.area_code = o.area_code
where pair.year not in (select year from before.activity)
order by
    abs(coalesce(n.establishments, 0) - coalesce(o.establishments, 0)) desc,
    named.area_code,
    pair.year;
