"""Section: how many of those that opened are still there."""

import streamlit as st

from wijkeconomie.view import atlas, charts, markup, survival, ui, words
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.ui import _

TITLE = words.mark("Still there, by year of opening")


def html(area: str) -> str:
    """Shares still there by year of opening, beside the municipality in words, as HTML."""
    heading = markup.heading(_("Survival"), anchor="survival")
    if str(atlas.areas().at[area, "level"]) == "buurt":
        return heading + markup.paragraph(_(survival.NO_BUURT))
    return heading + _told(ui.release_id(), ui.lang(), area) + markup.note(_(survival.DEFINITION))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _told(release_id: str, lang: str, area: str) -> str:
    """Sentences, and the chart where there is one."""
    del release_id
    drawn = survival.drawn(lang, ui.rows("survival_by_cohort", area=area))
    told = markup.paragraph(survival.told(lang, area))
    return told + charts.html(lang, drawn, words.translate(lang, TITLE)) if drawn else told
