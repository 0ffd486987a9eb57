-- The flag of a cell with jobs: c protected, else n1, n2 or n3 by the larger distortion.
create or replace temp macro jobs_flag(n, larger_distortion) as
case
    when coalesce(n, 0) = 0 then null
    when n < 5 then 'c'
    when larger_distortion < 0.02 then 'n1'
    when larger_distortion < 0.05 then 'n2'
    else 'n3'
end;
