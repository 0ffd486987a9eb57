-- One row per reference date of the accepted rows.
select
    reference_date,
    count(*) as row_count,
    bool_or(is_sample) as is_sample
from typed
where row_number not in (select row_number from refused)
group by reference_date
order by reference_date;
