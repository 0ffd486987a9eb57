-- One row per point (whole metres, EPSG:28992) where, on the last reference date of its
-- municipality, at least $least establishments of business premises, of at least $kinds sectors,
-- stand together. A shielded address has no point, so it is not among them.
with last_date as (
    select
        municipality_code,
        max(reference_date) as reference_date
    from establishment
    group by municipality_code
)

select
    cast(round(e.x) as integer) as x,
    cast(round(e.y) as integer) as y,
    min(e.municipality_code) as municipality_code,
    min(e.buurt_code) as buurt_code,
    count(*) as establishments
from establishment as e
inner join last_date as l
    on e.municipality_code = l.municipality_code and e.reference_date = l.reference_date
where e.premises = 'business' and e.x is not null and e.y is not null
group by round(e.x), round(e.y)
having count(*) >= $least and count(distinct e.sector_code) >= $kinds
order by x, y;
