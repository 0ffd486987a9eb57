-- One row for one municipality and year: the function-mix index, 100 x jobs / (jobs + dwellings),
-- of the middle one of its residential buurten (or wijken, when buurten have no dwellings).
with part as (
    select
        100.0 * t.jobs / nullif(t.jobs + a.dwellings, 0) as mix,
        a.dwellings is null as is_unknown,
        t.jobs is null as is_protected
    from area as a
    inner join activity as t
        on a.area_code = t.area_code and t.year between a.from_year and a.until_year
    where
        a.municipality_code = $area and a.location_type = 'residential'
        and a.level = (
            select min(f.level)
            from area as f
            where
                f.municipality_code = $area and f.level in ('buurt', 'wijk')
                and f.dwellings is not null
        )
        and t.year = $year and t.sector = '*' and t.size_class = '*' and t.premises = '*'
)

select
    count(mix) as count,
    median(mix) as value,
    case
        when count(*) = 0 or avg(cast(is_unknown as integer)) > 0.1 then 'unknown'
        when avg(cast(is_protected as integer)) > 0.1 then 'protected'
        when count(mix) < 5 then 'few'
    end as doubt
from part;
