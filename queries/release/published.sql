-- One row per cell as it is published: what is hidden or under the threshold is empty (c), what
-- was never delivered too (u).
create temp table published as
with decided as (
    select
        c.*,
        c.is_known and h.cell_id is null as is_shown,
        t.n is not null as is_turned
    from cell as c
    left join hidden as h on c.cell_id = h.cell_id
    left join turned as t on c.n = t.n and c.key_sum = t.key_sum
),

counted as (
    select
        *,
        case when is_shown then published_count(n, key_sum, 5, is_turned) end as figure
    from decided
)

select
    * exclude (n, key_sum, jobs, jobs_full_time, noisy, noisy_full_time),
    cast(figure as integer) as establishments,
    case when figure is not null then published_jobs(n, noisy) end as jobs,
    case when figure is not null then published_jobs(n, noisy_full_time) end as jobs_full_time,
    case
        when not is_known then 'u'
        when figure is null then 'c'
        when measure = 'establishments'
            then jobs_flag(
                n,
                greatest(
                    distortion(jobs, noisy), distortion(jobs_full_time, noisy_full_time)
                ),
                is_estimated
            )
    end as flag
from counted;
