-- Adds to a register made before: whether jobs are estimated from a size class.
alter table delivered add column if not exists is_estimated boolean default false;
