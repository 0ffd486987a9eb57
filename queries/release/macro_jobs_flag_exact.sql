-- The flag of a cell with jobs in the internal edition: none, as nothing is protected.
create or replace temp macro jobs_flag(n, larger_distortion) as cast(null as varchar);
