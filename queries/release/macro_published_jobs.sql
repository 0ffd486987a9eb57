-- Jobs as they are published: the sum of jobs times noise (in millionths), to a multiple of 5.
create or replace temp macro published_jobs(n, noisy_millionths) as
case
    when coalesce(n, 0) = 0 then 0
    when n < 5 then null
    else cast(round(noisy_millionths / 5000000.0) * 5 as integer)
end;
