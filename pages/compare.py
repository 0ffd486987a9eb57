"""Two to six areas beside each other, a section each way of looking."""

import streamlit as st

from wijkeconomie.view import atlas, choices, ui, words
from wijkeconomie.view.comparing import courses, mix, neighbourhoods, pairs, picking, side, spread
from wijkeconomie.view.taking import embedding
from wijkeconomie.view.ui import _

SECTIONS = {
    "side": (words.mark("Side by side"), side.show_section),
    "years": (words.mark("Through the years"), courses.show_section),
    "scatter": (words.mark("Two figures"), pairs.show_scatter),
    "mix": (words.mark("Sectors"), mix.show_section),
    "quadrant": (words.mark("Specialise or diversify"), pairs.show_quadrant),
    "spread": (words.mark("Spread"), spread.show_section),
    "mkb": (words.mark("MKB neighbourhoods"), neighbourhoods.show_section),
}

READY = "mkb"
# Courses show every year, and spread is of all buurten of a municipality.
OF_ALL_YEARS, OF_ONE = "years", "spread"


@ui.fragment
def view() -> None:
    top = st.container()
    with picking.controls("section"):
        section = choices.choose(
            "view",
            _("Section"),
            list(SECTIONS),
            lambda code: _(SECTIONS[code][0]),
            widget=st.segmented_control,
            required=True,
            label_visibility="collapsed",
            wrap=True,
            elsewhere=embedding.VIEWS,
        )
    asked = picking.ask(
        is_ready=section == READY,
        has_areas=section != OF_ONE or atlas.has_several(),
        has_year=section != OF_ALL_YEARS,
    )
    SECTIONS[section][1](top, asked)


view()
