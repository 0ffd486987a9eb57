-- How far noise moved a sum of jobs, as a share of that sum (0-1), before rounding. Where one
-- establishment has most of the jobs it is 1, and over two sevenths at least 0.02: less than that
-- would tell the others there its jobs within 7 percent.
create or replace temp macro distortion(jobs, noisy_millionths, top) as
case
    when jobs = 0 then 0
    when 2 * top > jobs then 1
    else greatest(
        abs(noisy_millionths / 1000000.0 - jobs) / jobs,
        case when 7 * top > 2 * jobs then 0.02 else 0 end
    )
end;
