-- One row per row of the file whose columns cannot be told apart.
insert into problem
select
    line as row_number,
    '' as field,
    min(csv_line) as value,
    case when bool_or(error_type = 'UNQUOTED VALUE') then 'quotes_wrong' else 'columns_wrong' end
        as reason
from reject_errors
group by line;
