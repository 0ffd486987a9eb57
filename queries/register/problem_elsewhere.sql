-- One row per row that lies in no municipality whose areas are loaded, or off the map.
insert into problem
with located as (
    select
        t.row_number,
        t.x,
        t.y,
        t.municipality_code,
        concat_ws(' ', cast(t.x as varchar), cast(t.y as varchar)) as point,
        coalesce(n.postcode, n.address_object_id) is not null as has_address,
        p.area_code as placed_area_code
    from typed as t
    inner join numbered as n on t.row_number = n.row_number
    left join boundary_set as v on year(t.reference_date) = v.year
    left join placement as p on t.x = p.x and t.y = p.y and v.boundary_set = p.boundary_set
)

select
    row_number,
    'municipality_code' as field,
    coalesce(municipality_code, nullif(point, '')) as value,
    case
        when municipality_code is not null or x is not null then 'elsewhere'
        when has_address then 'address_unknown'
        else 'no_place'
    end as reason
from located
where
    placed_area_code is null
    and coalesce(municipality_code not in (select area_code from area), true)
union all
select
    row_number,
    'x' as field,
    point as value,
    'off_the_map' as reason
from located
where placed_area_code is null and x is not null and y is not null;
