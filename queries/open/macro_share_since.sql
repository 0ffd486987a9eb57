-- One row: the share of establishments of some premises and size in an area, now and in the first
-- year, and the change in percentage points.
create macro memory.main.share_since(of_premises, of_size, of_area, until_year) as table
    with share as (
        select
            p.year,
            p.establishments / nullif(cast(t.establishments as double), 0) as share,
            concat(p.flag, t.flag) as flags,
            t.establishments = 0 as is_empty
        from release.activity as p
        inner join release.activity as t on p.area_code = t.area_code and p.year = t.year
        where
            p.area_code = of_area and p.year <= until_year
            and p.sector = '*' and p.premises = of_premises and p.size_class = of_size
            and t.sector = '*' and t.size_class = '*' and t.premises = '*'
    ),

    ends as (
        select
            min(year) as since_year,
            max(year) as last_year,
            arg_min(share, year) as before,
            arg_max(share, year) as after,
            concat(arg_min(flags, year), arg_max(flags, year)) as flags,
            arg_min(is_empty, year) or arg_max(is_empty, year) as is_empty,
            arg_min_null(share, year) is null or arg_max_null(share, year) is null as is_hidden
        from share
    )

    select
        since_year,
        before,
        after,
        (after - before) * 100 as value,
        case
            when coalesce(last_year, 0) <> until_year then 'unknown'
            when since_year = last_year then 'one_date'
            when regexp_matches(flags, '[ux]') then 'unknown'
            when is_empty then 'few'
            when is_hidden then 'protected'
        end as doubt
    from ends;
