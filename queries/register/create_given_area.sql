-- One row per buurt in use and set of boundaries, for establishments that are placed by address
-- without a point.
create table if not exists given_area (
    buurt_code varchar not null,
    boundary_set integer,
    municipality_code varchar not null,
    wijk_code varchar,
    location_type varchar
);
