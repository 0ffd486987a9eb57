-- One row per size class that is written in the delivery, with the workers that stand for it: its
-- middle rounded down, of an open class one and a half times its lower bound; null when it is no
-- class. '5 tot 10' ends at 9.
create or replace temp table class as
with said as (
    select
        size_class as written,
        class_text(size_class) as class
    from raw
    where size_class is not null
    group by size_class
),

bound as (
    select
        written,
        class,
        try_cast(regexp_extract(class, '^[0-9]+') as integer) as first,
        try_cast(regexp_extract(class, '[0-9]+$') as integer) as last
    from said
    where length(class) < 20
)

select
    written,
    case
        when regexp_matches(class, '^[0-9]{1,5}$') then first
        when regexp_matches(class, '^[0-9]{1,5}\+$') then first * 3 // 2
        when regexp_matches(class, '^>[0-9]{1,5}$') then (last + 1) * 3 // 2
        when regexp_matches(class, '^<[0-9]{1,5}$') then last // 2
        when regexp_matches(class, '^(-|<=)[0-9]{1,5}$') then (last + 1) // 2
        when regexp_matches(class, '^[0-9]{1,5}-[0-9]{1,5}$') and first <= last
            then greatest((first + last) // 2, least(last, 1))
        when regexp_matches(class, '^[0-9]{1,5}tot[0-9]{1,5}$') and first < last
            then greatest((first + last - 1) // 2, least(last - 1, 1))
    end as jobs
from bound;
