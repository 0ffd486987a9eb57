-- One row per establishment and reference date, with its areas.
-- A shielded address counts in its wijk and above: its buurt, hexagon and point are withheld.
create or replace view establishment as
select
    d.establishment_id,
    d.reference_date,
    cast(year(d.reference_date) as integer) as year,
    coalesce(p.municipality_code, g.municipality_code, d.municipality_code) as municipality_code,
    coalesce(p.wijk_code, g.wijk_code) as wijk_code,
    case when not d.is_shielded then coalesce(p.buurt_code, g.buurt_code) end as buurt_code,
    case when not d.is_shielded then p.h3 end as h3,
    case when not d.is_shielded then d.x end as x,
    case when not d.is_shielded then d.y end as y,
    coalesce(p.location_type, g.location_type, 'unknown') as location_type,
    coalesce(p.sites_type, g.sites_type, 'unknown') as sites_type,
    coalesce(p.land_use_type, g.land_use_type, 'unknown') as land_use_type,
    d.is_shielded,
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
        and coalesce(p.location_type, g.location_type) not in ('business_park', 'centre', 'office'),
        false
    ) as is_wijkeconomie
from delivered as d
left join boundary_set as v on year(d.reference_date) = v.year
left join placement as p on d.x = p.x and d.y = p.y and v.boundary_set = p.boundary_set
left join given_area as g on d.buurt_code = g.buurt_code and v.boundary_set = g.boundary_set;
