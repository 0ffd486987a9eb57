"""What the sections on demand and on the next place ask a visitor, kept in the address."""

import pandas as pd
import streamlit as st

from wijkeconomie.distances import RADII_M
from wijkeconomie.view import atlas, choices, query, reach, ui, words
from wijkeconomie.view.hubs.plan import ANY, Question
from wijkeconomie.view.ui import _

COUNTED = {"hub": words.mark("Hubs"), ANY: words.mark("Hubs and third places")}
FIRST_RADIUS = "1000"


def question(year: int) -> Question:
    """The question asked, with its controls drawn."""
    far = {str(metres): reach.told(ui.lang(), metres) for metres in RADII_M}
    order = sorted(far, key=FIRST_RADIUS.__ne__)
    radius = choices.choose("radius", _("Within"), order, far.__getitem__, width=130)
    kinds = {kind: _(title) for kind, title in COUNTED.items()}
    counted = choices.choose("counted", _("Reached by"), list(kinds), kinds.__getitem__, width=210)
    return Question(choices.municipality(), year, int(radius), counted)


def distance() -> str:
    """Straight or walking, as the visitor chooses where the release tells both."""
    known = reach.distances()
    if known == list(reach.DISTANCES)[:1]:
        if choices.asked("distance") not in (None, *known):
            st.info(_("This release tells no walking distances: no streets are loaded."))
        return known[0]
    titles = {each: _(reach.DISTANCES[each]) for each in known}
    return choices.choose("distance", _("Distance"), known, titles.__getitem__, width=230)


def tell_straight() -> None:
    """That a section measures along a straight line; to who asked for walking also why."""
    detour = reach.detour(ui.lang())
    if choices.asked("distance") == "walking":
        st.info(
            _(
                "Walking distances are known of places there are, not of a next one: here distance "
                "is a straight line with {detour} added for detours.",
                detour=detour,
            )
        )
        return
    st.caption(_("Distance is a straight line with {detour} added for detours.", detour=detour))


def newest() -> int:
    """The last year with a reference date."""
    return query.release().years[0]


def wijken() -> "pd.Series[str]":
    """Names of the wijken of the municipality looked at, or its own without any, by code."""
    known = atlas.areas()
    own = known[known["municipality_code"] == choices.municipality()]
    return own.loc[own["level"].isin(["wijk", "municipality"]), "name"]


def is_of_one() -> bool:
    """Whether one municipality is looked at; else the visitor is told to choose one."""
    if choices.is_whole():
        st.info(_("Search a municipality at the top: this is worked out for one at a time."))
        return False
    return True
