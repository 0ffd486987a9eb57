-- A count as it is published: 0, nothing under the threshold, else a multiple of 5 with the
-- chance of rounding up in proportion, drawn from the keys of the establishments counted.
create or replace temp macro published_count(n, key_sum, threshold) as
case
    when coalesce(n, 0) = 0 then 0
    when n < threshold then null
    when (key_sum % 4294967296) * 5 < (n % 5) * 4294967296 then n - n % 5 + 5
    else n - n % 5
end;
