"""Section: how many of those that opened are still there."""

import streamlit as st

from wijkeconomie.view import atlas, charts, show, survival, texts, ui, words
from wijkeconomie.view.charts import Ready
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.ui import _

TITLE = words.mark("Still there, by year of opening")


def show_survival(area: str) -> None:
    """Shares still there by year of opening, beside the municipality in words."""
    texts.heading(_("Survival"), anchor="survival")
    if str(atlas.areas().at[area, "level"]) == "buurt":
        texts.plain(_(survival.NO_BUURT))
        return
    told, ready = _told(ui.release_id(), ui.lang(), area)
    texts.plain(told)
    if ready is None:
        texts.note(_(survival.DEFINITION))
    else:
        show.prepared(ready, _(survival.DEFINITION))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _told(release_id: str, lang: str, area: str) -> tuple[str, Ready | None]:
    """Sentences, and the chart where there is one."""
    del release_id
    drawn = survival.drawn(lang, ui.rows("survival_by_cohort", area=area))
    return survival.told(lang, area), drawn and charts.ready(
        lang, drawn, words.translate(lang, TITLE)
    )
