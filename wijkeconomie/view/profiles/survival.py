"""Section: how many of those that opened are still there."""

import streamlit as st

from wijkeconomie.view import atlas, choices, show, survival, ui, words
from wijkeconomie.view.ui import _


def show_survival(area: str) -> None:
    """Shares still there by year of opening, beside the municipality in words."""
    st.header(_("Survival"), anchor="survival")
    if str(atlas.areas().at[area, "level"]) == "buurt":
        st.markdown(_("Survival is told of wijken and municipalities: in a buurt too few open."))
        return
    rows, whole = ui.rows("survival_by_cohort", area=area), choices.municipality()
    beside = None
    if whole != area:
        beside = atlas.name(whole), ui.rows("survival_by_cohort", area=whole)
    st.markdown(words.plain(" ".join(survival.sentences(ui.lang(), rows, beside))))
    drawn = survival.drawn(ui.lang(), rows)
    if drawn is not None:
        show.chart(drawn, _("Still there, by year of opening"))
    st.caption(_(survival.DEFINITION))
