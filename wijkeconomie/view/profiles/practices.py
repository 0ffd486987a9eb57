"""In the profile of an area: what was tried there, and where to read what was tried elsewhere."""

from html import escape

import streamlit as st

from wijkeconomie.view import atlas, choices, knowledge, markup, ui
from wijkeconomie.view.knowledge import Practice
from wijkeconomie.view.learning import cards
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.ui import _

SHOWN = 3


def html(area: str) -> str:
    """Practices of an area, in short, and links to all by theme."""
    here, name = _here(ui.release_id(), area), atlas.name(area)
    heading = markup.heading(_("What was tried"), anchor="tried")
    none = _("No practice of {area} is known. Elsewhere was tried:", area=name)
    found = cards.html(here[:SHOWN], 3) if here else markup.paragraph(none)
    return heading + found + ("" if ui.is_embedded() else _linked())


def _linked() -> str:
    links = [_link(theme, count) for theme, count in _themes(ui.release_id()).items()]
    named = escape(_("What was tried, by theme"))
    return f'<nav class="themes" aria-label="{named}">{"".join(links)}</nav>'


def _link(theme: str, count: int) -> str:
    told = f"{ui.label('theme', theme)} ({ui.number(count)})"
    wanted = choices.onward(view="practices", theme=theme)
    return markup.link(cards.PAGE, wanted, told)


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
