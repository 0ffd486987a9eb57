-- One row per municipality of which the kind is known, and what that was told by.
create table release.peer_group as
select
    municipality_code,
    kind,
    cast(city_code as varchar) as city_code,
    cast(city_name as varchar) as city_name,
    cast(city_km as double) as city_km,
    cast(cores as integer) as cores,
    cast(largest_core as double) as largest_core
from peer_group
order by municipality_code;
