-- Whether a pair in metres can be a point in the Netherlands in EPSG:28992; false when it is none.
create or replace temp macro is_rd(x, y) as
coalesce(x between 0 and 300000 and y between 300000 and 650000, false);
