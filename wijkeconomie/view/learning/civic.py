"""Section of the knowledge page: the civic economy, and the initiatives that want to be shown."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import knowledge, prose, ui, words
from wijkeconomie.view.hubs import initiatives
from wijkeconomie.view.learning import cards
from wijkeconomie.view.taking import panel
from wijkeconomie.view.taking.behind import Rows
from wijkeconomie.view.ui import _


def show_section(top: Top) -> None:
    """What the civic economy is, why no register holds it, and which initiatives are known."""
    title = _("Civic economy: what residents do for each other")
    top.title(words.plain(title), anchor=False)
    known = knowledge.practices(ui.rows)
    dossier = next(each for each in known if each.practice_id == knowledge.CIVIC)
    st.html(prose.html(dossier.said(ui.lang(), "text")))
    st.caption(dossier.source(ui.lang()))
    if initiatives.found("").empty:
        st.header(_("Initiatives"))
        st.info(
            _(
                "No initiatives are in this release. The municipality can load a list of those "
                "that agreed to be shown."
            )
        )
    else:
        initiatives.show_list("")
    others = [each for each in knowledge.for_themes(["civic"], ui.rows) if each != dossier]
    if others:
        st.header(_("Practices"))
        st.html(cards.html(others))
    panel.show([Rows(words.mark("Initiatives"), "initiative", {})], title, ())
