-- One row: whether addresses are published.
select count(*) > 0 as has_addresses from address;
