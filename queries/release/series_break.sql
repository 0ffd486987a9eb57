-- One row per year in which a series breaks, and why.
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
    year,
    'sbi' as kind,
    version_before as before,
    sbi_version as after
from compared
where version_before <> sbi_version
order by year;
