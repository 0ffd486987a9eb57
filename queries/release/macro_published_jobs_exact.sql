-- Jobs in the internal edition: the sum, as noise is a factor of one million millionths there.
create or replace temp macro published_jobs(n, noisy_millionths) as
case
    when coalesce(n, 0) = 0 then 0
    else cast(noisy_millionths // 1000000 as integer)
end;
