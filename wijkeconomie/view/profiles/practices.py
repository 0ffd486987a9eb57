"""In the profile of an area: what was tried there, and where to read what was tried elsewhere."""

import streamlit as st

from wijkeconomie.view import atlas, choices, knowledge, ui, words
from wijkeconomie.view.learning import marks, practices
from wijkeconomie.view.ui import _

SHOWN = 3


def show(area: str) -> None:
    """Practices of an area, in short, and links to all by theme."""
    known = knowledge.practices(ui.rows)
    here = knowledge.for_area(area, ui.rows)
    st.header(_("What was tried"), anchor="tried")
    if here:
        practices.show_cards(here[:SHOWN], "practices-here")
    else:
        name = words.plain(atlas.name(area))
        st.markdown(_("No practice of {area} is known. Elsewhere was tried:", area=name))
    if ui.is_embedded():
        return
    with st.container(horizontal=True, key="themes"):
        for theme in knowledge.themes(known):
            count = ui.number(len(knowledge.for_themes([theme], ui.rows)))
            st.page_link(
                marks.PAGE,
                label=f"{words.plain(ui.label('theme', theme))} ({count})",
                query_params=choices.onward(view="practices", theme=theme),
                width="content",
            )
