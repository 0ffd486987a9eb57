-- One row per row of which the use of the building tells nothing.
insert into problem
select
    row_number,
    'use' as field,
    use as value,
    case when use is null then 'use_missing' else 'use_unknown' end as reason
from typed
where not is_shielded and not coalesce(regexp_matches(use, 'functie'), false);
