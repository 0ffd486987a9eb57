"""Files of places and initiatives, with the filters of the page."""

import streamlit as st

from wijkeconomie.view import attribution, ui, words
from wijkeconomie.view.exports import selection
from wijkeconomie.view.ui import _


def show_links(asked: dict[str, list[str]]) -> None:
    """Links to files with what is shown, and whom to name."""
    given = {**asked, "lang": [ui.lang()]}
    own = {k: v for k, v in given.items() if k != "place_category"}
    links = {
        _("Places as GeoJSON"): selection.address("place", "geojson", given),
        _("Places as GPX"): selection.address("place", "gpx", given),
        _("Initiatives as GeoJSON"): selection.address("initiative", "geojson", own),
    }
    st.header(_("Take them with you"))
    with st.container(horizontal=True, key="place-files"):
        for label, address in links.items():
            st.link_button(label, address, icon=":material/download:")
    named = attribution.named(ui.lang())
    told = words.plain("; ".join(source for source, _url in named))
    if len(named) == 1:
        st.caption(_("Source: {sources}.", sources=told))
    elif named:
        st.caption(_("Sources: {sources}.", sources=told))
