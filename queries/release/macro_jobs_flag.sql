-- The flag of a cell with jobs: c protected, e when jobs are estimated from size classes in that
-- municipality and year, else n1, n2 or n3 by the larger distortion.
create or replace temp macro jobs_flag(n, larger_distortion, is_estimated) as
case
    when coalesce(n, 0) = 0 then null
    when n < 5 then 'c'
    when is_estimated then 'e'
    when larger_distortion < 0.02 then 'n1'
    when larger_distortion < 0.05 then 'n2'
    else 'n3'
end;
