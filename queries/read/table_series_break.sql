-- One row per year in which a series breaks, and why.
select
    year,
    kind,
    before,
    after
from series_break
where $year is null or list_contains($year, year)
order by year, kind
limit $limit offset $offset;
