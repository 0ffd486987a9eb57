-- One row per smallest area and set of boundaries, with the areas it lies in. By work sites and
-- land use it has a type when there is but one in it, for establishments without a point.
create or replace table smallest_area (
    area_code varchar not null,
    boundary_set integer not null,
    municipality_code varchar not null,
    wijk_code varchar,
    buurt_code varchar,
    location_type varchar,
    sites_type varchar,
    land_use_type varchar
);
