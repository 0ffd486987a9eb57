-- One row per area of a level and year, everywhere or within a municipality: the value of an
-- indicator and its state. Denominators: the cell without the indicator's own dimensions, a fact
-- of the area ($least or more), the cell five years earlier, same boundaries. Shares at most 1.
with cell as (
    select
        area_code, year, jobs, flag,
        case $measure when 'jobs' then jobs else establishments end as numerator
    from activity
    where sector = $sector and size_class = $size_class and premises = $premises
),

base as (
    select area_code, year, establishments, jobs, flag
    from activity
    where sector = $sector and size_class = $base_size_class and premises = $base_premises
),

joined as (
    select
        a.area_code, a.name, c.year, b.establishments, b.jobs, c.numerator,
        case $denominator
            when 'establishments' then b.establishments
            when 'land_km2' then a.land_ha / 100
            when 'population' then a.population
            when 'jobs_and_dwellings' then c.jobs + a.dwellings
            when 'five_years_earlier' then e.numerator
            else 1
        end as denominator,
        if(if($denominator = 'population', a.population, a.dwellings) < $least, 'x', '') as few,
        concat(few, c.flag, case $denominator
            when 'establishments' then b.flag
            when 'five_years_earlier' then if(c.year - 5 < a.same_since, 'x', e.flag)
        end) as flags
    from area as a
    inner join cell as c
        on a.area_code = c.area_code and c.year between a.from_year and a.until_year
    left join base as b on a.area_code = b.area_code and c.year = b.year
    left join cell as e on a.area_code = e.area_code and c.year - 5 = e.year
    where a.level = $level and coalesce(a.area_code = $area, a.municipality_code = $within, true)
)

select
    area_code, name, year, establishments, jobs,
    case
        when regexp_matches(flags, '[ucx]') or denominator = 0 then null
        when $denominator = 'five_years_earlier' then (numerator / denominator - 1) * $factor
        when $denominator = 'establishments' and numerator > denominator then $factor
        else numerator * $factor / denominator
    end as value,
    case
        when contains(flags, 'x') then 'not_applicable'
        when contains(flags, 'u') then 'unknown'
        when contains(flags, 'c') then 'protected'
        when denominator is null then 'unknown'
        when denominator = 0 then 'not_applicable'
        when numerator = 0 and $denominator <> 'five_years_earlier' then 'zero'
        else 'value'
    end as state
from joined
order by area_code, year;
