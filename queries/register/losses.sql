-- One row per municipality and kept reference date that the delivery would replace by far fewer
-- establishments, or by another date of the same year, most establishments first.
with kept as (
    select municipality_code, reference_date, count(*) as n
    from establishment
    group by municipality_code, reference_date
),

placed_row as (
    select
        t.reference_date,
        coalesce(a.municipality_code, t.municipality_code) as municipality_code
    from typed as t
    left join boundary_set as v on year(t.reference_date) = v.year
    left join placement as p on t.x = p.x and t.y = p.y and v.boundary_set = p.boundary_set
    left join smallest_area as a
        on p.area_code = a.area_code and p.boundary_set = a.boundary_set
    where t.row_number not in (select row_number from refused)
),

given as (
    select municipality_code, reference_date, count(*) as n
    from placed_row
    group by municipality_code, reference_date
),

given_date as (
    select distinct reference_date from given
),

final as (
    select
        k.municipality_code,
        k.reference_date as kept_date,
        d.reference_date as new_date,
        k.n as kept,
        coalesce(g.n, 0) as new
    from kept as k
    inner join given_date as d on year(k.reference_date) = year(d.reference_date)
    left join given as g
        on k.municipality_code = g.municipality_code and d.reference_date = g.reference_date
    where k.reference_date <> d.reference_date or coalesce(g.n, 0) < 0.5 * k.n
)

select * from final
where not (select bool_or(is_sample) from import_log)
order by kept desc, municipality_code, kept_date;
