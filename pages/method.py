"""Where figures come from, what they mean, how they are protected."""

from functools import partial

import pandas as pd
import streamlit as st

from wijkeconomie.view import factors, method, quality, query, show, survival, ui
from wijkeconomie.view.taking import behind, panel
from wijkeconomie.view.ui import _

shown = {}


def tell(title: str, rows: pd.DataFrame, data: pd.DataFrame | None = None) -> None:
    """A table, which can be taken from the page under its title; as data where it has figures."""
    shown[title] = rows if data is None else data
    show.facts(rows)


st.title(_("How these figures are made"))
release = query.release()
if release.is_sample:
    st.warning(_(method.SAMPLE), icon=":material/science:")

st.header(_("Indicators"))
tell(_("Indicators"), method.indicators(ui.lang(), ui.rows("indicators")))

st.header(_("Words"))
for title, dimension in method.DIMENSIONS.items():
    st.subheader(_(title))
    tell(_(title), method.definitions(ui.lang(), dimension))
st.subheader(_("Factors that help or hinder"))
tell(_("Factors that help or hinder"), factors.definitions(ui.lang()))
st.subheader(_("Survival"))
st.markdown(_(survival.DEFINITION))

st.header(_("Protection"))
if release.edition == "internal":
    st.markdown(_(release.protection))
    st.markdown(_(method.SHIELDED))
else:
    st.markdown(_(method.WHY_PROTECTED))
    st.markdown(_(release.protection))
    for rule in method.RULES:
        st.markdown(f"- {_(rule)}")
    rows = ui.rows("quality")
    part = partial(quality.measured, ui.lang(), rows)
    st.subheader(_("How close the figures are"))
    st.markdown(_(quality.CLOSE))
    tell(_("How close the figures are"), quality.closeness(ui.lang(), rows), part("closeness"))
    st.markdown(_(quality.OFTEN))
    tell(_("How often figures differ"), quality.spread(ui.lang(), rows), part("spread"))
    st.subheader(_("How much is protected"))
    tell(_("How much is protected"), quality.protected(ui.lang(), rows), part("protected"))
    st.markdown(quality.within_hexagons(ui.lang(), rows))
    st.subheader(_("What attacks on this release found"))
    st.markdown(_(quality.ATTACKED))
    tell(_("What attacks on this release found"), quality.attacks(ui.lang(), rows), part("attacks"))

st.header(_("What can stand in place of a figure"))
tell(
    _("What can stand in place of a figure"),
    method.states(ui.lang(), is_internal=query.is_internal()),
)

st.header(_("Breaks"))
st.markdown(method.told_breaks(ui.lang(), ui.rows("series_breaks")))

st.header(_("Sources"))
tell(_("Sources"), method.sources(ui.lang(), ui.rows("sources")))

st.header(_("This release"))
tell(_("This release"), method.release(ui.lang(), release))

panel.show(behind.of_method(), _("How these figures are made"), (), worked_out=lambda: shown)
