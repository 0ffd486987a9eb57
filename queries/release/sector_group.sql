-- One row per SBI code: the group of codes that are in the same sector sets, with the names of
-- those sets. The latest version of a set goes.
create temp table sector_group as
with code as (
    select distinct
        sbi_code,
        sbi_version
    from register.establishment
),

latest as (
    select
        set_code,
        max(cast(version as integer)) as version
    from sector_set
    group by set_code
),

member as (
    select
        s.set_code,
        s.sbi_version,
        s.first_code,
        s.last_code
    from sector_set as s
    inner join latest as l on s.set_code = l.set_code and cast(s.version as integer) = l.version
),

named as (
    select
        c.sbi_code,
        c.sbi_version,
        coalesce(string_agg(distinct m.set_code, ' ' order by m.set_code), '') as sets
    from code as c
    left join member as m
        on
            c.sbi_version = m.sbi_version
            and substr(c.sbi_code, 1, length(m.first_code)) between m.first_code and m.last_code
    group by c.sbi_code, c.sbi_version
)

select
    sbi_code,
    sbi_version,
    sets,
    cast(dense_rank() over (order by sets) as smallint) as set_group
from named;
