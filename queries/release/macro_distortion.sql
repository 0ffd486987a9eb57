-- How far noise moved a sum of jobs, as a share of that sum (0-1), before rounding.
create or replace temp macro distortion(jobs, noisy_millionths) as
case
    when jobs = 0 then 0
    else abs(noisy_millionths / 1000000.0 - jobs) / jobs
end;
