-- One row per area and year in which its series breaks, and why; of what breaks everywhere one
-- row, area *.
create table release.series_break as
with version as (
    select
        year,
        mode(sbi_version) as sbi_version
    from register.establishment
    group by year
),

compared as (
    select
        year,
        sbi_version,
        lag(sbi_version) over (order by year) as version_before
    from version
)

select
    '*' as area_code,
    year,
    'sbi' as kind,
    version_before as before,
    sbi_version as after
from compared
where version_before <> sbi_version
union all
select
    area_code,
    cast(year as integer) as year,
    'boundaries' as kind,
    cast(before as varchar) as before,
    cast(after as varchar) as after
from boundary_change
order by year, area_code;
