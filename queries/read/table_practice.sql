-- One row per practice, with its texts in Markdown.
select
    practice_id,
    themes,
    title_nl,
    title_en,
    place,
    area_codes,
    period,
    summary_nl,
    summary_en,
    text_nl,
    text_en,
    url,
    source_id,
    own
from practice
where
    ($theme is null or list_has_any(string_split(themes, ' '), $theme))
    and memory.main.has_words(
        concat_ws(
            ' ', title_nl, title_en, place, period, summary_nl, summary_en, text_nl, text_en
        ),
        $search
    )
order by own, position, practice_id;
