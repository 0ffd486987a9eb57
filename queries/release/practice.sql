-- One row per practice: those of the source documents, then those the municipality added. Themes
-- and codes of areas have spaces between; texts are Markdown.
create table release.practice as
select
    practice_id,
    cast(position as integer) as position,
    themes,
    title_nl,
    nullif(title_en, '') as title_en,
    nullif(place, '') as place,
    nullif(area_codes, '') as area_codes,
    nullif(period, '') as period,
    nullif(summary_nl, '') as summary_nl,
    nullif(summary_en, '') as summary_en,
    nullif(text_nl, '') as text_nl,
    nullif(text_en, '') as text_en,
    nullif(url, '') as url,
    source_id,
    own
from practice
order by own, position, practice_id;
