-- Gives registers from before it the column use_from.
alter table import_log add column if not exists use_from varchar;
