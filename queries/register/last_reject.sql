-- The last row of the file whose columns cannot be told apart.
select
    line,
    csv_line
from reject_errors
order by line desc
limit 1;
