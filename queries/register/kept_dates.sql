-- One row per reference date in the register, with its number of establishments.
select
    l.reference_date,
    l.is_sample,
    count(d.establishment_id) as row_count
from import_log as l
left join delivered as d on l.reference_date = d.reference_date
group by l.reference_date, l.is_sample
order by l.reference_date;
