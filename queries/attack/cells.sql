-- One row per cell of the release as it is published; empty is protected (c) or unknown (u).
select
    area_code,
    year,
    'establishments' as measure,
    '*' as location_type,
    sector,
    size_class,
    premises,
    establishments as value,
    jobs,
    flag
from activity
union all
select
    area_code,
    year,
    'establishments',
    rule || ':' || location_type,
    '*',
    size_class,
    premises,
    establishments,
    jobs,
    flag
from location
union all
select
    area_code,
    year,
    m.measure,
    '*',
    sector,
    '*',
    premises,
    case m.measure
        when 'opening' then openings
        when 'closure' then closures
        when 'moved_in' then moved_in
        else moved_out
    end,
    null,
    flag
from dynamics
cross join (values ('opening'), ('closure'), ('moved_in'), ('moved_out')) as m (measure)
union all
select
    area_code, year, concat_ws(':', 'reach', distance, radius_m, kind), '*', '*',
    if(who = 'one_person', 'one', '*'), if(who = 'home', 'home', '*'),
    establishments, null, flag
from reach
union all
select
    area_code, year, concat_ws(':', 'survival', years_after), '*', '*', '*', '*',
    establishments, null, flag
from survival
where years_after > 0;
