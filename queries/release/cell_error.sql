-- One row per cell that is known: how far what is published is from what was counted.
create temp table cell_error as
select
    case
        when p.measure like 'reach:%' then 'reach'
        when p.measure like 'survival:%' then 'survival'
        when p.measure <> 'establishments' then 'dynamics'
        when p.location_type <> '*' then 'location'
        else 'activity'
    end as table_name,
    k.level,
    p.sector = '*' and p.size_class = '*' and p.premises = '*' as is_total,
    p.flag,
    abs(p.establishments - c.n) as count_error,
    abs(p.jobs - c.jobs) / nullif(c.jobs, 0) as jobs_error,
    c.n
from published as p
inner join cell as c on p.cell_id = c.cell_id
inner join known as k on p.area_code = k.area_code and p.year = k.year
where p.is_known;
