"""In the profile of an area: what was tried there, and where to read what was tried elsewhere."""

import streamlit as st

from wijkeconomie.view import atlas, choices, knowledge, texts, ui, words
from wijkeconomie.view.knowledge import Practice
from wijkeconomie.view.learning import marks, practices
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.ui import _

SHOWN = 3


def show(area: str) -> None:
    """Practices of an area, in short, and links to all by theme."""
    here = _here(ui.release_id(), area)
    texts.heading(_("What was tried"), anchor="tried")
    if here:
        practices.show_cards(here[:SHOWN], "practices-here")
    else:
        name = atlas.name(area)
        texts.plain(_("No practice of {area} is known. Elsewhere was tried:", area=name))
    if ui.is_embedded():
        return
    with st.container(horizontal=True, key="themes"):
        for theme, count in _themes(ui.release_id()).items():
            st.page_link(
                marks.PAGE,
                label=f"{words.plain(ui.label('theme', theme))} ({ui.number(count)})",
                query_params=choices.onward(view="practices", theme=theme),
                width="content",
            )


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _here(release_id: str, area: str) -> list[Practice]:
    del release_id
    return knowledge.for_area(area, ui.rows)


@st.cache_resource(show_spinner=False, max_entries=4)
def _themes(release_id: str) -> dict[str, int]:
    """How many practices there are of each theme, in their order."""
    del release_id
    known = knowledge.practices(ui.rows)
    return {theme: sum(theme in each.themes for each in known) for theme in knowledge.themes(known)}
