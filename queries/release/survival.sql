-- One row per municipality or wijk, year in which establishments opened there and years after: how
-- many are still in the register, wherever they moved; after 0 years all that opened. Where nothing
-- can be compared it does not apply (x): the first year, other boundaries, no date that long after.
create table release.survival as
with told as (
    select
        area_code,
        year,
        if(measure = 'opening', 0, cast(split_part(measure, ':', 2) as integer)) as years_after,
        establishments,
        flag
    from published
    where measure like 'survival:%' or (measure = 'opening' and sector = '*' and premises = '*')
)

select
    t.area_code,
    t.year,
    t.years_after,
    t.establishments,
    if(t.flag = 'u' and k.is_delivered, 'x', t.flag) as flag
from told as t
inner join known as k on t.area_code = k.area_code and t.year = k.year
where k.level <> 'buurt'
order by t.area_code, t.year, t.years_after;
