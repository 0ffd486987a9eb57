-- One row per point where establishments stand and set of boundaries: its areas there, its location
-- type by the area, by work sites and by land use, and its hexagon. Made anew at every change.
create or replace table placement (
    x double not null,
    y double not null,
    boundary_set integer not null,
    municipality_code varchar not null,
    wijk_code varchar,
    buurt_code varchar,
    location_type varchar,
    sites_type varchar,
    land_use_type varchar,
    h3 varchar not null
);
