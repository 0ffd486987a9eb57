-- One row per wijk, municipality and sector of a municipality that has many more or fewer
-- establishments than on the nearest date before: 40, 15 and 30 percent. Counts are rounded to 5,
-- and null below 5.
with grain as (
    select reference_date, municipality_code, 'wijk' as kind, wijk_code as code
    from establishment
    where wijk_code is not null
    union all
    select reference_date, municipality_code, 'municipality' as kind, municipality_code as code
    from establishment
    union all
    select reference_date, municipality_code, 'sector', sector_code
    from establishment
),

counted as (
    select reference_date, municipality_code, kind, code, count(*) as n
    from grain
    group by reference_date, municipality_code, kind, code
),

pair as (
    select
        n.municipality_code,
        n.reference_date,
        max(b.reference_date) as date_before
    from (select distinct municipality_code, reference_date from counted) as n
    inner join (select distinct municipality_code, reference_date from counted) as b
        on n.municipality_code = b.municipality_code and n.reference_date > b.reference_date
    where n.reference_date in (select reference_date from accepted)
    group by n.municipality_code, n.reference_date
),

compared as (
    select
        p.reference_date, p.date_before, c.municipality_code, c.kind, c.code,
        coalesce(sum(c.n) filter (where c.reference_date = p.reference_date), 0) as now,
        coalesce(sum(c.n) filter (where c.reference_date = p.date_before), 0) as before
    from counted as c
    inner join pair as p
        on
            c.municipality_code = p.municipality_code
            and c.reference_date in (p.reference_date, p.date_before)
    group by p.reference_date, p.date_before, c.municipality_code, c.kind, c.code
)

select
    * exclude (now, before),
    case when before >= 5 then cast(round(before / 5) * 5 as integer) end as before,
    case when now >= 5 then cast(round(now / 5) * 5 as integer) end as now
from compared
where
    greatest(now, before) >= 25
    and abs(now - before)
    >= before * case kind when 'wijk' then 0.4 when 'municipality' then 0.15 else 0.3 end
order by reference_date, kind, municipality_code, code;
