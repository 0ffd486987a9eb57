-- One row per row of an establishment that had ended, or had not begun, on the reference date.
create or replace temp table left_out as
select
    row_number,
    case when ended_on < reference_date then 'ended' else 'not_begun' end as reason,
    strftime(case when ended_on < reference_date then ended_on else started_on end, '%Y-%m-%d')
        as value
from typed
where ended_on < reference_date or started_on > reference_date;
