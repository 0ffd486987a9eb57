-- No rows: what DuckDB keeps of rows that cannot be split, for deliveries that have none.
create temp table if not exists reject_errors (line bigint, csv_line varchar, error_type varchar);
