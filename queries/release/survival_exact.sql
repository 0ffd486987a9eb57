-- One row per area, year of opening and measure (years after): who is still there, exact.
create temp table survival_exact as
select
    e.area_code,
    e.year,
    d.measure,
    count(*) as n,
    sum(e.record_key) as key_sum
from event as e
inner join survival_dimension as d on e.level = d.level
left join lost as l on e.establishment_id = l.establishment_id and e.year = l.year
where e.kind = 'opening' and coalesce(l.lost_year > e.year + d.years_after, true)
group by e.area_code, e.year, d.measure;
