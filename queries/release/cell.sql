-- One row per area, year and combination that is published, exact, zeros included.
-- cell_id is the place of the cell in a grid of areas, years and combinations.
create temp table cell as
select
    k.area_year_id * (select max(combination_id) + 1 from dimension) + d.combination_id as cell_id,
    k.area_code,
    k.year,
    d.measure,
    d.location_type,
    d.sector,
    d.size_class,
    d.premises,
    k.exists,
    k.is_estimated,
    k.exists
    and k.is_delivered
    and (k.has_premises or d.premises in ('*', 'unknown'))
    and (k.has_area_types or d.size_class <> 'wijkeconomie')
    and case
        when d.location_type = '*' or d.location_type like '%:unknown' then true
        when d.location_type like 'area:%' then k.has_area_types
        when d.location_type like 'sites:%' then k.has_sites_types
        else k.has_land_use_types
    end
    and (k.has_streets or d.measure not like 'reach:walking:%')
    and not (k.is_new and d.is_change)
    and (d.years_after is null or f.area_code is not null) as is_known,
    cast(coalesce(e.n, 0) as bigint) as n,
    cast(coalesce(e.key_sum, 0) % 4294967296 as bigint) as key_sum,
    e.jobs,
    e.noisy,
    e.jobs_full_time,
    e.noisy_full_time,
    e.top_jobs,
    e.top_full_time
from known as k
inner join dimension as d on k.level = d.level
left join followed as f
    on k.area_code = f.area_code and k.year = f.year and d.years_after = f.years_after
left join exact as e
    on
        k.area_code = e.area_code and k.year = e.year
        and d.measure = e.measure and d.location_type = e.location_type
        and d.sector = e.sector and d.size_class = e.size_class and d.premises = e.premises;
