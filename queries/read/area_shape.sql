-- One row: the shape of one area, as it was last; of a city part one for each of its wijken.
select
    area_code,
    geojson
from area_shape
where
    detail = 'map'
    and (
        area_code = $area
        or area_code in (
            select unnest(string_split(arg_max(wijken, until_year), ' '))
            from memory.main.city_part_area
            where area_code = $area
        )
    )
qualify boundary_year = max(boundary_year) over (partition by area_code)
order by area_code;
