-- One row: how the counts of establishments in two releases of the same register differ.
select
    count(*) filter (where b.establishments > 0 and a.establishments > 0) as counts,
    count(*) filter (where a.flag = 'c') as hidden,
    count(*) filter (
        where b.establishments > 0 and a.establishments > 0
        and b.establishments <> a.establishments
    ) as differing,
    count(*) filter (where (b.flag = 'c') <> (a.flag = 'c')) as uncovered
from before.activity as b
inner join after.activity as a
    using (area_code, year, sector, size_class, premises);
