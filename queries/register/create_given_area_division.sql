-- Registers of before there were boundaries of several years have one division.
alter table given_area add column if not exists division integer default 0;
