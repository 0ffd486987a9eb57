-- One row: the smallest count other than zero that stands in the release, 0 without any.
select coalesce(min(establishments), 0) as establishments
from (
    select establishments from activity
    union all
    select establishments from location
    union all
    select establishments from place_reach
    union all
    select establishments from reach
    union all
    select establishments from hexagon
) as cell
where establishments > 0;
