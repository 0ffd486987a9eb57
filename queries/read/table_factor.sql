-- One row per area, factor, unit, day and source: what the municipality measured itself.
select
    f.factor_id,
    f.area_code,
    a.name as area_name,
    f.factor,
    f.value,
    f.unit,
    f.measured_on,
    f.source,
    f.sample
from factor as f
left join (
    select *
    from area
    qualify until_year = max(until_year) over (partition by area_code)
) as a on f.area_code = a.area_code
where
    (
        $area is null
        or list_contains($area, f.area_code)
        or list_contains($area, a.parent_code)
        or list_contains($area, a.municipality_code)
    )
    and ($within is null or list_contains($within, a.municipality_code))
    and ($factor is null or list_contains($factor, f.factor))
order by f.factor_id;
