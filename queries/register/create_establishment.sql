-- One row per establishment and reference date, with its areas.
-- A shielded address counts in its wijk and above: its buurt and point are withheld, as is
-- a point that lies in no area.
create or replace view establishment as
select
    d.establishment_id,
    d.reference_date,
    cast(year(d.reference_date) as integer) as year,
    coalesce(a.municipality_code, d.municipality_code) as municipality_code,
    a.wijk_code,
    case when not d.is_shielded then a.buurt_code end as buurt_code,
    case when not d.is_shielded and p.area_code is not null then d.x end as x,
    case when not d.is_shielded and p.area_code is not null then d.y end as y,
    coalesce(a.location_type, 'unknown') as location_type,
    coalesce(p.sites_type, a.sites_type, 'unknown') as sites_type,
    coalesce(p.land_use_type, a.land_use_type, 'unknown') as land_use_type,
    d.is_shielded,
    d.sbi_code,
    d.sbi_version,
    d.sector_code,
    d.section_code,
    d.size_class,
    d.premises,
    d.jobs,
    d.jobs_full_time,
    d.is_estimated,
    d.jobs_full_time < 10 as is_lt10,
    d.jobs = 1 as is_one,
    coalesce(
        d.jobs_full_time < 20
        and a.location_type not in ('business_park', 'centre', 'office'),
        false
    ) as is_wijkeconomie
from delivered as d
left join boundary_set as v on year(d.reference_date) = v.year
left join placement as p on d.x = p.x and d.y = p.y and v.boundary_set = p.boundary_set
left join smallest_area as a
    on coalesce(p.area_code, d.buurt_code) = a.area_code and v.boundary_set = a.boundary_set;
