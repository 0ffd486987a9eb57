-- One row per level and combination that is published there, but for reach. Of the
-- establishments: each dimension alone everywhere, two at a time from wijk up, where sections
-- and location types come in as well, those by polygons of wijken as totals only; small-scale sets
-- are not crossed with sectors. Of what changed (measure): premises from wijk up, sectors of the
-- municipality.
create temp table counted_dimension as
with sector_code as (
    select '*' as sector, false as is_section
    union all
    select sector_code, parent_code <> '*' from sector
),

location as (
    select '*' as code
    union all
    select r.rule || ':' || t.code
    from category as t
    cross join (values ('area'), ('sites'), ('land_use')) as r (rule)
    where t.dimension = 'location_type' and t.code <> '*'
),

combination as (
    select
        m.measure,
        t.code as location_type,
        s.sector,
        z.code as size_class,
        p.code as premises,
        m.measure <> 'establishments' as is_change,
        s.is_section or t.code <> '*' as is_from_wijk_up,
        t.code not like 'area:%' and t.code <> '*' as is_by_polygon,
        z.code in ('lt10', 'one', 'wijkeconomie') and s.sector <> '*' as is_set_of_sector,
        cast(s.sector <> '*' as integer)
        + cast(z.code <> '*' as integer)
        + cast(p.code <> '*' as integer) as dimensions
    from (values ('establishments'), ('opening'), ('closure'), ('moved_in'), ('moved_out'))
        as m (measure)
    cross join location as t
    cross join sector_code as s
    cross join category as z cross join category as p
    where z.dimension = 'size_class' and p.dimension = 'premises'
)

select
    l.code as level,
    c.* exclude (is_from_wijk_up, is_by_polygon, is_set_of_sector, dimensions)
from combination as c
inner join category as l on l.dimension = 'level' and l.code <> 'hexagon'
where
    not c.is_set_of_sector
    and not (l.code = 'buurt' and (c.is_from_wijk_up or c.dimensions > 1))
    and not (c.is_change and (c.dimensions > 1 or c.size_class <> '*' or c.is_from_wijk_up))
    and not (c.is_change and l.code = 'buurt' and c.dimensions > 0)
    and not (c.is_change and l.code = 'wijk' and c.sector <> '*')
    and not (c.location_type <> '*' and (c.dimensions > 1 or c.sector <> '*'))
    and not (l.code = 'wijk' and c.is_by_polygon and c.dimensions > 0)
    and c.dimensions <= 2;
