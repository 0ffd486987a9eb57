-- One row for one area and year: the share of home-based establishments now and in the first
-- year, and the change in percentage points.
select
    since_year,
    before,
    after,
    value,
    doubt
from memory.main.share_since('home', '*', $area, $year);
