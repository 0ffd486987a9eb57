"""Section: the course of an area through the years."""

from dataclasses import dataclass

import streamlit as st

from wijkeconomie.view import atlas, charts, markup, method, ui, words
from wijkeconomie.view.profile import course
from wijkeconomie.view.profile import figures as known
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.taking import dated
from wijkeconomie.view.ui import _

PREMISES = words.mark("Establishments by premises, per year")
SMALL = words.mark("Percentage of establishments that is small-scale, per year")
MIX = words.mark("Function-mix index and diversity, per year")


@dataclass(frozen=True)
class Course:
    """Charts over years as HTML, and breaks in words."""

    premises: str
    small: str
    mix: str
    breaks: str


def show_establishments(figures: Figures, area: str) -> None:
    """Establishments by premises, with programmes behind them when asked for."""
    title = _("Establishments since {year}", year=figures.years[0])
    note = f"{dated.through(figures.years)} {course.gaps(ui.lang(), area)}"
    heading = markup.heading(title, anchor="course")
    st.html(f"{heading}{_now(area).premises}{markup.note(note)}")


def rest(area: str) -> str:
    """Small-scale work by three rules, and how mixed the area is, as HTML."""
    told = _now(area)
    gaps = course.gaps(ui.lang(), area)
    small = markup.heading(_("Small-scale work, by three rules"), 3) + told.small
    of_all = _("Percent of all establishments.")
    mix = markup.heading(_("Mix of work, living and sectors"), 3) + told.mix
    mixed = _(
        "Both run from 0 to 100. Function mix: 0 is only living, 100 only working. "
        "Diversity: 0 is one sector, 100 as many establishments in each."
    )
    both = markup.pair(small + markup.note(of_all), mix + markup.note(f"{mixed} {gaps}"))
    return both + markup.note(told.breaks)


def _now(area: str) -> Course:
    is_all = bool(st.session_state.get("all-programmes"))
    return _told(ui.release_id(), ui.lang(), area, is_all)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _told(release_id: str, lang: str, area: str, is_all: bool) -> Course:
    del release_id
    figures, breaks = known.around(area), ui.rows("series_breaks", area=area)
    bands = _bands(area, figures.years, is_all=is_all)
    counted = course.marks(lang, breaks, bands, course.COUNTED, figures.years)
    sectoral = course.marks(lang, breaks, [], course.SECTORAL, figures.years)

    def html(drawn: charts.Drawn, title: str) -> str:
        return charts.html(lang, drawn, words.translate(lang, title))

    return Course(
        premises=html(course.premises(lang, figures, area, counted), PREMISES),
        small=html(course.small(lang, figures, area, counted), SMALL),
        mix=html(course.mix(lang, figures, area, sectoral), MIX),
        breaks="" if breaks.empty else method.told_breaks(lang, breaks, area),
    )


def _bands(area: str, years: list[int], *, is_all: bool) -> list[charts.Band]:
    rows, row = ui.rows("programmes"), atlas.areas().loc[area]
    names = [str(row["name"]), str(row["parent_name"]), atlas.name(atlas.municipality_of(area))]
    every = course.bands(rows, names, is_all=is_all)
    return [each for each in every if each.end > years[0] and each.start < years[-1]]


def choose_programmes(figures: Figures) -> None:
    """Whether programmes elsewhere are shown too, where there are any in these years."""
    first, last = figures.years[0], figures.years[-1]
    every = _periods(ui.release_id())
    if any(end > first and start < last for start, end in every):
        st.toggle(_("Show programmes elsewhere too"), key="all-programmes")


@st.cache_resource(show_spinner=False, max_entries=4)
def _periods(release_id: str) -> list[tuple[float, float]]:
    del release_id
    every = course.bands(ui.rows("programmes"), [], is_all=True)
    return [(each.start, each.end) for each in every]
