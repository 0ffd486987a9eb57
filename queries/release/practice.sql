-- One row per practice elsewhere.
create table release.practice as
select
    practice_id,
    theme,
    title,
    place,
    period,
    summary,
    source_id
from practice
order by practice_id;
