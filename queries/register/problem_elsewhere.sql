-- One row per row that lies in no municipality whose areas are loaded, or off the map.
insert into problem
with located as (
    select
        t.row_number,
        t.x,
        t.y,
        t.municipality_code,
        p.municipality_code as placed_municipality_code
    from typed as t
    left join boundary_set as v on year(t.reference_date) = v.year
    left join placement as p on t.x = p.x and t.y = p.y and v.boundary_set = p.boundary_set
)

select
    row_number,
    'municipality_code' as field,
    municipality_code as value,
    'elsewhere' as reason
from located
where
    placed_municipality_code is null
    and coalesce(municipality_code not in (select area_code from area), true)
union all
select
    row_number,
    'x' as field,
    concat_ws(' ', cast(x as varchar), cast(y as varchar)) as value,
    'off_the_map' as reason
from located
where placed_municipality_code is null and x is not null and y is not null;
