-- One row per buurt in use, for establishments that are placed by address without a point.
create table if not exists given_area (
    buurt_code varchar not null,
    municipality_code varchar not null,
    wijk_code varchar,
    location_type varchar
);
