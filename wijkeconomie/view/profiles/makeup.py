"""Sections: sectors, sizes and premises, and what opened, closed and moved."""

import streamlit as st

from wijkeconomie.view import atlas, choices, city_parts, show, ui, words
from wijkeconomie.view.profile import alike, course, makeup
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.query import is_internal
from wijkeconomie.view.ui import _

SHARES = {
    "size_class": words.mark("Sizes"),
    "premises": words.mark("Premises"),
}


def show_sectors(figures: Figures, area: str, year: int) -> None:
    """Sectors beside each other, and beside the municipality."""
    st.header(_("Sectors"), anchor="sectors")
    whole = words.plain(_beside(figures))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("What weighs more here than elsewhere"), anchor=False)
        drawn = makeup.quotients(ui.lang(), figures, area, year)
        if drawn is None:
            st.markdown(_("There is no other municipality in this release to compare with."))
        else:
            show.chart(drawn, _("Sectors by location quotient"))
            st.caption(
                _(
                    "A sector's share of the jobs here, divided by its share in {area}: 1 (the "
                    "orange mark) is the same, 2 twice as much.",
                    area=whole,
                )
            )
    with right:
        st.subheader(_("Share of establishments"), anchor=False)
        _show_shares(area, year, "sector", _("Sectors"))


def show_sizes(area: str, year: int) -> None:
    """Sizes and premises."""
    st.header(_("Sizes and premises"), anchor="sizes")
    for (dimension, title), column in zip(SHARES.items(), st.columns(2, gap="large"), strict=True):
        with column:
            st.subheader(_(title), anchor=False)
            _show_shares(area, year, dimension, _(title))


def _beside(figures: Figures) -> str:
    return atlas.name(figures.reference) if figures.reference else _("the other municipalities")


def _show_shares(area: str, year: int, dimension: str, title: str) -> None:
    others = alike.codes(area)
    rows = ui.rows("breakdown", area=area, year=year, dimension=dimension, alike=others)
    names = atlas.name(area), atlas.name(choices.municipality())
    show.chart(makeup.shares(ui.lang(), rows, dimension, names), title)
    st.caption(words.plain(makeup.legend(ui.lang(), names, has_similar=bool(others))))


def show_flows(figures: Figures, area: str) -> None:
    """What opened, closed and moved."""
    st.header(_("Opened, closed and moved"), anchor="dynamics")
    rows = ui.rows("dynamics_by_year", area=area)
    breaks = ui.rows("series_breaks", area=area)
    marks = course.marks(ui.lang(), breaks, [], course.COUNTED, figures.years)
    opened = makeup.flows(ui.lang(), rows, makeup.OPENED, marks)
    moved = makeup.flows(ui.lang(), rows, makeup.MOVED, marks)
    if opened is None or moved is None:
        st.markdown(_("Known from the second reference date on."))
        return
    left, right = st.columns(2, gap="large")
    with left:
        show.chart(opened, _("Openings and closures per year"))
    with right:
        show.chart(moved, _("Moves to and from elsewhere per year"))
    told = _("Since the reference date before; a move is neither an opening nor a closure.")
    gaps = "" if is_internal() else _("Gaps are protected.")
    if not is_internal() and city_parts.is_one(area):
        gaps = course.gaps(ui.lang(), area)
    st.caption(f"{told} {gaps}")
