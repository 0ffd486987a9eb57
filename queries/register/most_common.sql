-- One row per value of a column of the delivery, most common first.
select value
from delivery
where value is not null
group by value
having count(*) > 1
order by count(*) desc, value
limit 50;
