-- One row per row of the file whose columns cannot be told apart.
insert into problem
select
    line as row_number,
    '' as field,
    min(csv_line) as value,
    'columns_wrong' as reason
from reject_errors
group by line;
