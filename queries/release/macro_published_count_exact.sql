-- A count in the internal edition: as it is.
create or replace temp macro published_count(n, key_sum, threshold) as coalesce(n, 0);
