-- One row: whether the register holds the synthetic sample.
select coalesce(bool_or(is_sample), false) as is_sample
from register.import_log;
