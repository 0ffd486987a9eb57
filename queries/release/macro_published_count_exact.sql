-- A count in the internal edition: as it is.
create or replace temp macro published_count(n, key_sum, threshold, is_turned) as coalesce(n, 0);
