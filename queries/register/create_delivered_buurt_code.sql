-- Gives registers from before it the column buurt_code.
alter table delivered add column if not exists buurt_code varchar;
