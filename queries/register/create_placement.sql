-- One row per point where establishments stand and set of boundaries: its smallest area there, and
-- its location type by work sites and by land use. Made anew at every change.
create or replace table placement (
    x double not null,
    y double not null,
    boundary_set integer not null,
    area_code varchar not null,
    sites_type varchar,
    land_use_type varchar
);
