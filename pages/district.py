"""The profile of one area: what is special, its figures, and a section for each subject."""

from functools import partial

import streamlit as st

from wijkeconomie.view import atlas, choices, city_parts, profile, query, ui, words
from wijkeconomie.view.profile import figures
from wijkeconomie.view.profiles import (
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
    alone, order = embedding.view("chart"), inside(ui.release_id(), choices.municipality())
    opening.prepare(order)
    top = st.container()
    with embedding.controls(alone):
        label = partial(profile.known_label, query.release().release_id, ui.lang())
        area = choices.choose("area", _("Area"), order, label)
        year = choices.choose_year()
    found = figures.around(area)
    opening.show_name(top, area, year, is_alone=bool(alone))
    if alone:
        course.show_establishments(found, area)
        return
    paper.show(area, year)
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
    )
    st.html("".join(sections))
    practices.show(area)
    similar.show(area, year)
    nearby.show_nearby(area, year)
    seen = behind.of_profile(area, choices.municipality(), year)
    panel.show(seen, atlas.name(area), ["chart"])


@st.cache_resource(show_spinner=False, max_entries=50)
def inside(release_id: str, whole: str) -> list[str]:
    """A municipality, its city parts and its other areas."""
    del release_id
    known = atlas.areas()
    within = known[(known["municipality_code"] == whole) & (known.index != whole)]
    is_part = within["level"] == city_parts.LEVEL
    return [whole, *within.index[is_part], *within.index[~is_part]]


view()
