-- A count as it is published: 0, nothing under the threshold, else a multiple of 5 with the
-- chance of rounding up in proportion, drawn from the keys of the establishments counted; the
-- other way when that is turned.
create or replace temp macro published_count(n, key_sum, threshold, is_turned) as
case
    when coalesce(n, 0) = 0 then 0
    when n < threshold then null
    when n % 5 = 0 then n
    when ((key_sum % 4294967296) * 5 < (n % 5) * 4294967296) <> is_turned then n - n % 5 + 5
    else n - n % 5
end;
