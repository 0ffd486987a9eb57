"""What stands above a profile: its name, where it lies, what is special, and its figures."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import atlas, profile, query, ui, words
from wijkeconomie.view.profile import figures, kpis, summary
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.profiles import kpis as cards


@dataclass(frozen=True)
class Opening:
    """Texts as Markdown, the cards as HTML, and what the strip on them means."""

    name: str
    place: str
    lead: str
    cards: str
    note: str


def show_name(top: Top, area: str, year: int) -> None:
    """What the area is called, and where it lies."""
    told = _now(area, year)
    top.title(told.name, anchor=False)
    top.caption(told.place)


def show_lead(top: Top, area: str, year: int) -> None:
    """What is special about it, and on which date."""
    top.markdown(_now(area, year).lead)


def show_cards(area: str, year: int) -> None:
    """The figures, each with what is beside it and what it means."""
    told = _now(area, year)
    st.html(told.cards)
    if told.note:
        st.caption(told.note)


def _now(area: str, year: int) -> Opening:
    return _told(ui.release_id(), ui.lang(), area, year)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _told(release_id: str, lang: str, area: str, year: int) -> Opening:
    del release_id
    found, when = figures.around(area), query.release().date_of(year)
    listed = kpis.listed(lang, found, ui.indicators(), area, when)
    return Opening(
        name=words.plain(atlas.name(area)),
        place=words.plain(profile.place_in_the_world(lang, atlas.areas(), area)),
        lead=words.plain(" ".join(summary.told(lang, found, area, when))),
        cards=cards.html(lang, listed, found),
        note=cards.note(lang, listed, found, area),
    )
