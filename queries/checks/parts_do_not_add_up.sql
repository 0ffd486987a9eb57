-- Totals that differ from the sum of their parts by more than rounding can explain: each of
-- the two to twelve figures compared can be off by at most 4.
with part as (
    select
        area_code, year, 'premises' as dimension,
        sum(establishments) as parts, count(*) as n, bool_or(flag in ('c', 'u')) as has_missing
    from activity
    where premises <> '*' and sector = '*' and size_class = '*'
    group by area_code, year
    union all
    select
        area_code, year, 'sector',
        sum(establishments), count(*), bool_or(flag in ('c', 'u'))
    from activity
    where
        sector in ('A', 'B-E', 'F', 'G', 'I', 'H', 'J', 'K-N', 'O', 'P', 'Q', 'R-U')
        and premises = '*' and size_class = '*'
    group by area_code, year
    union all
    select
        area_code, year, 'size_class',
        sum(establishments), count(*), bool_or(flag in ('c', 'u'))
    from activity
    where
        size_class in ('0', '1', '2-9', '10-49', '50-99', '100+')
        and premises = '*' and sector = '*'
    group by area_code, year
)

select
    p.area_code,
    p.year,
    p.dimension,
    t.establishments,
    p.parts
from part as p
inner join activity as t
    on
        p.area_code = t.area_code and p.year = t.year
        and t.sector = '*' and t.size_class = '*' and t.premises = '*'
where
    not coalesce(p.has_missing, false)
    and abs(t.establishments - p.parts) > 4 * (p.n + 1);
