-- One row per division of SBI (two digits): its group of sectors, and its section within it.
create or replace temp table division as
with wide as (
    select
        sector_code,
        parent_code,
        unnest(range(first_division, last_division + 1)) as division
    from sector
)

select
    lpad(cast(w.division as varchar), 2, '0') as division,
    w.sector_code,
    coalesce(section.sector_code, w.sector_code) as section_code
from wide as w
left join wide as section
    on w.division = section.division and w.sector_code = section.parent_code
where w.parent_code = '*';
