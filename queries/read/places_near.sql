-- One row per place within a distance of a point, nearest first.
-- Distance by the haversine formula on a sphere with a radius of 6,371 km.
with measured as (
    select
        place_id,
        name,
        kind,
        category,
        area_code,
        lon,
        lat,
        6371000 * 2 * asin(sqrt(
            pow(sin(radians(lat - $lat) / 2), 2)
            + cos(radians($lat)) * cos(radians(lat)) * pow(sin(radians(lon - $lon) / 2), 2)
        )) as distance_m
    from place
)

select
    place_id,
    name,
    kind,
    category,
    area_code,
    lon,
    lat,
    distance_m
from measured
where distance_m <= $within_m or list_contains($areas, area_code)
order by distance_m, place_id;
