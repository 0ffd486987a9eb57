-- Flags that have no meaning.
select distinct 'activity' as table_name, flag
from activity
where flag not in ('c', 'u', 'x', 'n1', 'n2', 'n3', 'e')
union all
select distinct 'location', flag
from location
where flag not in ('c', 'u', 'x', 'n1', 'n2', 'n3', 'e')
union all
select distinct 'dynamics', flag
from dynamics
where flag not in ('c', 'u', 'x')
union all
select distinct 'survival', flag
from survival
where flag not in ('c', 'u', 'x')
union all
select distinct 'hexagon', flag
from hexagon
where flag <> 'c'
union all
select distinct 'place_reach', flag
from place_reach
where flag not in ('c', 'u', 'x')
union all
select distinct 'reach', flag
from reach
where flag not in ('c', 'u', 'x');
