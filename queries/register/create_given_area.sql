-- One row per buurt in use and set of boundaries, for establishments that are placed by address
-- without a point. By work sites and land use it has a type when there is but one in the buurt.
create or replace table given_area (
    buurt_code varchar not null,
    boundary_set integer not null,
    municipality_code varchar not null,
    wijk_code varchar,
    location_type varchar,
    sites_type varchar,
    land_use_type varchar
);
