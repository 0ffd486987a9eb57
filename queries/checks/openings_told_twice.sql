-- Openings that are not those of which survival is told, so that they would be shown twice.
select
    s.area_code,
    s.year,
    s.establishments,
    d.openings
from survival as s
left join dynamics as d
    on
        s.area_code = d.area_code and s.year = d.year
        and d.sector = '*' and d.premises = '*'
where s.years_after = 0 and s.establishments is distinct from d.openings;
