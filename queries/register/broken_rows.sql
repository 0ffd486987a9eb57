-- One row per row of the file whose columns cannot be told apart, as delivered.
select
    line,
    trim(min(csv_line), chr(10) || chr(13)) as csv_line
from reject_errors
group by line
order by line;
