-- One row per accepted establishment and reference date, classified by itself; its area comes
-- from placement. Mixed buildings count as home when one person works there.
insert into delivered by name
with building as (
    select
        *,
        contains(use, 'woonfunctie') as has_dwelling,
        use <> 'woonfunctie' and regexp_matches(
            use,
            '(bijeenkomst|cel|gezondheidszorg|industrie|kantoor|logies|onderwijs|sport|winkel)'
            || 'functie|overige gebruiksfunctie'
        ) as has_business,
        left(sbi_code, 2) as division_code
    from typed
    where row_number not in (select row_number from refused)
)

select
    b.establishment_id,
    b.reference_date,
    b.sbi_code,
    b.sbi_version,
    s.sector_code,
    s.section_code,
    case
        when b.jobs_full_time = 0 then '0'
        when b.jobs_full_time = 1 then '1'
        when b.jobs_full_time < 10 then '2-9'
        when b.jobs_full_time < 50 then '10-49'
        when b.jobs_full_time < 100 then '50-99'
        else '100+'
    end as size_class,
    case
        when b.is_shielded then 'unknown'
        when b.has_dwelling and b.has_business
            then case when b.jobs = 1 then 'home' else 'business' end
        when b.has_dwelling then 'home'
        when b.has_business then 'business'
        else 'unknown'
    end as premises,
    cast(b.jobs as integer) as jobs,
    cast(b.jobs_full_time as integer) as jobs_full_time,
    b.municipality_code,
    b.x,
    b.y,
    b.is_shielded,
    b.is_estimated
from building as b
inner join division as s on b.division_code = s.division;
