"""In the profile of an area: what was tried there, and where to read what was tried elsewhere."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from wijkeconomie.view import atlas, choices, knowledge, texts, ui
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
    links = [_link(theme, count) for theme, count in _themes(ui.release_id()).items()]
    named = escape(_("What was tried, by theme"))
    st.html(f'<nav class="themes" aria-label="{named}">{"".join(links)}</nav>')


def _link(theme: str, count: int) -> str:
    wanted = urlencode(choices.onward(view="practices", theme=theme))
    told = f"{ui.label('theme', theme)} ({ui.number(count)})"
    return f'<a href="{marks.PAGE.removesuffix(".py")}?{escape(wanted)}">{escape(told)}</a>'


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
