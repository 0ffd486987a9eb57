-- The flag of a cell with jobs in the internal edition: e when jobs are estimated from size classes
-- in that municipality and year; nothing is protected.
create or replace temp macro jobs_flag(n, larger_distortion, is_estimated) as
case when n > 0 and is_estimated then 'e' end;
