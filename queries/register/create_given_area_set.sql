-- Registers of before there were boundaries of several years have one boundary_set.
alter table given_area add column if not exists boundary_set integer default 0;
