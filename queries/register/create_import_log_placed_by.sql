-- Gives registers from before it the column placed_by.
alter table import_log add column if not exists placed_by varchar;
