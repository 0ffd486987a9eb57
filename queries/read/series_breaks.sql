-- One row per year in which a series breaks, and why.
select
    year,
    kind,
    before,
    after
from series_break
order by year, kind;
