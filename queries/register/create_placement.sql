-- One row per point where establishments stand and set of boundaries: its areas there, their type
-- and its hexagon.
create table if not exists placement (
    x double not null,
    y double not null,
    boundary_set integer not null,
    municipality_code varchar not null,
    wijk_code varchar,
    buurt_code varchar,
    location_type varchar,
    h3 varchar not null
);
