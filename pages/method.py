"""Where figures come from, what they mean, how they are protected."""

import streamlit as st

from wijkeconomie.view import method, quality, query, show, ui
from wijkeconomie.view.ui import _

st.title(_("How these figures are made"))
release = query.release()
if release.is_sample:
    st.warning(_(method.SAMPLE), icon=":material/science:")

st.header(_("Indicators"))
show.facts(method.indicators(ui.lang(), ui.rows("indicators")))

st.header(_("Words"))
for title, dimension in method.DIMENSIONS.items():
    st.subheader(_(title))
    show.facts(method.definitions(ui.lang(), dimension))

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
    st.subheader(_("How close the figures are"))
    st.markdown(_(quality.CLOSE))
    show.facts(quality.closeness(ui.lang(), rows))
    st.markdown(_(quality.OFTEN))
    show.facts(quality.spread(ui.lang(), rows))
    st.subheader(_("How much is protected"))
    show.facts(quality.protected(ui.lang(), rows))
    st.markdown(quality.within_hexagons(ui.lang(), rows))
    st.subheader(_("What attacks on this release found"))
    st.markdown(_(quality.ATTACKED))
    show.facts(quality.attacks(ui.lang(), rows))

st.header(_("What can stand in place of a figure"))
show.facts(method.states(ui.lang(), is_internal=query.is_internal()))

st.header(_("Breaks"))
st.markdown(method.told_breaks(ui.lang(), ui.rows("series_breaks")))

st.header(_("Sources"))
show.facts(method.sources(ui.lang(), ui.rows("sources"), is_sample=release.is_sample))

st.header(_("This release"))
show.facts(method.release(ui.lang(), release))
