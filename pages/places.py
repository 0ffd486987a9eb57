"""Hubs and third places: where they are, whom they reach, and more, a section each."""

import streamlit as st

from wijkeconomie.view import choices, ui, words
from wijkeconomie.view.hubs import listing, next_place, shortage, what_if
from wijkeconomie.view.taking import embedding
from wijkeconomie.view.ui import _

SECTIONS = {
    "places": (words.mark("Places"), listing.show_section),
    "demand": (words.mark("Supply and demand"), shortage.show_section),
    "next": (words.mark("The next place"), next_place.show_section),
    "try": (words.mark("Try a spot"), what_if.show_section),
}


@ui.fragment
def view() -> None:
    top = st.container()
    if ui.is_embedded():
        section = embedding.section() or next(iter(SECTIONS))
    else:
        with embedding.controls("", "section"):
            section = choose_section()
    SECTIONS[section][1](top)


def choose_section() -> str:
    return choices.choose(
        "view",
        _("Section"),
        list(SECTIONS),
        lambda code: _(SECTIONS[code][0]),
        widget=st.segmented_control,
        required=True,
        label_visibility="collapsed",
        elsewhere=embedding.VIEWS,
    )


view()
