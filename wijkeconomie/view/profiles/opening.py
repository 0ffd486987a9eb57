"""What stands above a profile: its name, where it lies, what is special, and its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from wijkeconomie.view import atlas, city_parts, markup, profile, query, ui
from wijkeconomie.view.profile import figures, kpis, summary
from wijkeconomie.view.profiles import KEPT, paper
from wijkeconomie.view.profiles import kpis as cards
from wijkeconomie.view.ui import _


@dataclass(frozen=True)
class Opening:
    """Plain texts, the cards as HTML, and what the strip on them means."""

    name: str
    place: str
    lead: str
    cards: str
    note: str


def show_name(area: str, year: int, *, is_alone: bool) -> None:
    """What the area is called, where it lies, and what is special about it; in a frame of a chart
    that is left out."""
    # All is worked out before anything is sent: what the browser gets within 10 ms it draws at
    # once, and it takes as long to draw a part as to draw all.
    told = _now(area, year)
    page = _("Profile")
    st.set_page_config(page_title=f"{told.name} – {page} – Wijkeconomie")
    lead = "" if is_alone else markup.paragraph(told.lead)
    st.html(markup.heading(told.name, 1) + markup.note(told.place) + lead)


def show_cards(area: str, year: int, contents: Mapping[str, str]) -> None:
    """The way to the profile on paper; the figures, each with what is beside it and what it means;
    and links to the sections below: ``contents`` has their titles by where they lead."""
    told, sums = _now(area, year), _(city_parts.SUMS) if city_parts.is_sum(area) else ""
    links = " · ".join(f'<a href="#{at}">{escape(_(name))}</a>' for at, name in contents.items())
    notes = markup.note(told.note) + markup.note(sums)
    st.html(f'{paper.link(area, year)}{told.cards}{notes}<nav class="contents">{links}</nav>')


def _now(area: str, year: int) -> Opening:
    return _told(ui.release_id(), ui.lang(), area, year)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _told(release_id: str, lang: str, area: str, year: int) -> Opening:
    del release_id
    found, when = figures.around(area), query.release().date_of(year)
    listed = kpis.listed(lang, found, ui.indicators(), area, when)
    return Opening(
        name=atlas.name(area),
        place=profile.place_in_the_world(lang, atlas.areas(), area),
        lead=" ".join(summary.told(lang, found, area, when)),
        cards=cards.html(lang, listed, found, area),
        note=cards.note(lang, listed, found, (area, year)),
    )
