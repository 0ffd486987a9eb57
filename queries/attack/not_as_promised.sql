-- Published cells that are not what the register and the rules make of them: a count that is
-- neither multiple of five next to the exact one, or jobs further off than their flag says.
with placed as (
    select municipality_code as area_code, * from register.establishment
    union all
    select wijk_code, * from register.establishment
    where wijk_code is not null
    union all
    select buurt_code, * from register.establishment
    where buurt_code is not null
),

cell as (
    select
        area_code,
        year,
        coalesce(sector_code, '*') as sector,
        coalesce(size_class, '*') as size_class,
        coalesce(premises, '*') as premises,
        count(*) as n,
        sum(jobs) as jobs
    from placed
    group by area_code, year, grouping sets (
        (), (sector_code), (size_class), (premises), (sector_code, premises),
        (sector_code, size_class), (size_class, premises)
    )
)

select
    a.area_code,
    a.year,
    a.sector,
    a.size_class,
    a.premises
from activity as a
left join cell as c
    on
        a.area_code = c.area_code and a.year = c.year and a.sector = c.sector
        and a.size_class = c.size_class and a.premises = c.premises
where
    a.size_class not in ('lt10', 'one', 'wijkeconomie')
    and a.sector not in ('B', 'C', 'D', 'E', 'K', 'L', 'M', 'N', 'R', 'S', 'T', 'U')
    and a.establishments is not null
    and (
        abs(a.establishments - coalesce(c.n, 0)) > case when c.n % 5 = 0 then 0 else 4 end
        or abs(a.jobs - coalesce(c.jobs, 0)) > 2.5 + coalesce(c.jobs, 0)
        * case a.flag when 'n1' then 0.02 when 'n2' then 0.05 else 0.15 end
    );
