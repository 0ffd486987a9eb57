"""Whom to name for places and initiatives."""

import streamlit as st

from wijkeconomie.view import attribution, ui, words
from wijkeconomie.view.ui import _


def show_sources() -> None:
    """A line with the sources of places and initiatives."""
    named = attribution.named(ui.lang())
    told = words.plain("; ".join(source for source, _url in named))
    if len(named) == 1:
        st.caption(_("Source: {sources}.", sources=told))
    elif named:
        st.caption(_("Sources: {sources}.", sources=told))
