"""Section: the course of an area through the years."""

import streamlit as st

from wijkeconomie.view import atlas, charts, choices, method, show, ui
from wijkeconomie.view.profile import course
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.ui import _


def show_establishments(figures: Figures, area: str) -> None:
    """Establishments by premises, with programmes behind them when asked for."""
    title = _("Establishments since {year}", year=figures.years[0])
    st.header(title, anchor="course")
    drawn = course.premises(ui.lang(), figures, area, _marks(figures, area, course.COUNTED))
    show.chart(drawn, _("Establishments by premises, per year"))
    st.caption(course.gaps(ui.lang(), area))


def show_rest(figures: Figures, area: str) -> None:
    """Small-scale work by three rules, and how mixed the area is."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Small-scale work, by three rules"), anchor=False)
        marks = _marks(figures, area, course.COUNTED)
        title = _("Percentage of establishments that is small-scale, per year")
        show.chart(course.small(ui.lang(), figures, area, marks), title)
        st.caption(_("Percent of all establishments."))
    with right:
        st.subheader(_("Mix of work, living and sectors"), anchor=False)
        marks = _marks(figures, area, course.SECTORAL)
        title = _("Function-mix index and diversity, per year")
        show.chart(course.mix(ui.lang(), figures, area, marks), title)
        st.caption(
            _(
                "Both run from 0 to 100. Function mix: 0 is only living, 100 only working. "
                "Diversity: 0 is one sector, 100 as many establishments in each."
            )
        )
    breaks = ui.rows("series_breaks", area=area)
    if not breaks.empty:
        st.caption(method.told_breaks(ui.lang(), breaks, area))


def _marks(figures: Figures, area: str, kinds: tuple[str, ...]) -> charts.Marks:
    breaks = ui.rows("series_breaks", area=area)
    bands = _bands(area, figures.years) if kinds == course.COUNTED else []
    return course.marks(ui.lang(), breaks, bands, kinds, figures.years)


def _bands(area: str, years: list[int]) -> list[charts.Band]:
    rows, known = ui.rows("programmes"), atlas.areas().loc[area]
    names = [str(known["name"]), str(known["parent_name"]), atlas.name(choices.municipality())]
    is_all = bool(st.session_state.get("all-programmes"))
    every = course.bands(rows, names, is_all=is_all)
    return [each for each in every if each.end > years[0] and each.start < years[-1]]


def choose_programmes(figures: Figures) -> None:
    """Whether programmes elsewhere are shown too, where there are any in these years."""
    years = figures.years
    every = course.bands(ui.rows("programmes"), [], is_all=True)
    if any(each.end > years[0] and each.start < years[-1] for each in every):
        st.toggle(_("Show programmes elsewhere too"), key="all-programmes")
