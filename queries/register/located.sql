-- One row per row that is placed otherwise than by its coordinates as written: a point in
-- EPSG:28992 (m), or a buurt only.
create or replace temp table located (
    row_number bigint,
    x double,
    y double,
    buurt_code varchar,
    placed_by varchar
);
