-- Registers of before there were boundaries of several years have one division.
alter table placement add column if not exists division integer default 0;
