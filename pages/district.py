"""The profile of one area: what is special, its figures, and a section for each subject."""

import streamlit as st

from wijkeconomie.view import atlas, choices, ui, words
from wijkeconomie.view.profile import figures
from wijkeconomie.view.profiles import (
    choosing,
    course,
    factors,
    makeup,
    nearby,
    opening,
    paper,
    practices,
    similar,
    survival,
)
from wijkeconomie.view.taking import behind, embedding, panel
from wijkeconomie.view.ui import _

CONTENTS = {
    "course": words.mark("Through the years"),
    "sectors": words.mark("Sectors"),
    "sizes": words.mark("Sizes and premises"),
    "dynamics": words.mark("Opened, closed and moved"),
    "survival": words.mark("Survival"),
    "factors": words.mark("What helps and what hinders"),
    "tried": words.mark("What was tried"),
    "similar": words.mark("Similar areas"),
    "where": words.mark("Where it lies, and what is near"),
}


@ui.fragment
def view() -> None:
    if choices.is_whole():
        st.title(_("Profile"), anchor=False)
        st.markdown(_("Search a municipality, wijk or buurt at the top to see its profile."))
        return
    alone, areas = embedding.view("chart"), choosing.known(choices.municipality())
    area, year = areas.asked(), choices.year()
    opening.show_name(area, year, is_alone=bool(alone))
    with embedding.controls(alone):
        choosing.show(areas, area)
        choices.choose_year()
    found = figures.around(area)
    if alone:
        course.show_establishments(found, area)
        return
    opening.show_cards(area, year, CONTENTS)
    ui.show_first()
    course.show_establishments(found, area)
    course.choose_programmes(found)
    sections = (
        course.rest(area),
        makeup.sectors(found, area, year),
        makeup.sizes(area, year),
        makeup.flows(area, year),
        survival.html(area),
        factors.html(area, year),
        practices.html(area),
    )
    st.html("".join(sections))
    similar.show(area, year)
    nearby.show_nearby(area, year)
    seen = behind.of_profile(area, choices.municipality(), year)
    panel.show(seen, atlas.name(area), ["chart"])
    paper.show_more(area, year)


view()
