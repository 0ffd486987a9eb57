-- One row per employer of fifty jobs or more who has the most jobs of a published cell, in the cell
-- where its share is largest: its jobs, those of all others there, the figure, and whether the
-- flag of any cell tells the others its jobs within 7 percent. Never shown.
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
        arg_max(establishment_id, jobs) as employer,
        max(jobs) as employer_jobs,
        sum(jobs) - max(jobs) as other_jobs
    from placed
    group by area_code, year, grouping sets (
        (), (sector_code), (size_class), (premises), (sector_code, premises),
        (sector_code, size_class), (size_class, premises)
    )
),

ranked as (
    select
        c.employer_jobs,
        c.other_jobs,
        a.jobs as published_jobs,
        bool_or(
            2.5 + (c.employer_jobs + c.other_jobs)
            * case a.flag when 'n1' then 0.02 when 'n2' then 0.05 else 1 end
            <= 0.07 * c.employer_jobs
        ) over (partition by c.employer) as is_told,
        row_number() over (
            partition by c.employer
            order by c.other_jobs / c.employer_jobs, c.area_code, c.year, c.sector, c.size_class
        ) as place
    from cell as c
    inner join activity as a
        on
            c.area_code = a.area_code and c.year = a.year and c.sector = a.sector
            and c.size_class = a.size_class and c.premises = a.premises
    where c.employer_jobs >= 50 and a.jobs is not null
)

select
    employer_jobs,
    other_jobs,
    published_jobs,
    is_told
from ranked
where place = 1;
