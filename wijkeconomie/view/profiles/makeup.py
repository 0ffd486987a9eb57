"""Sections: sectors, sizes and premises, and what opened, closed and moved."""

from dataclasses import dataclass

import streamlit as st

from wijkeconomie.view import atlas, charts, choices, city_parts, markup, ui, words
from wijkeconomie.view.charts import Drawn
from wijkeconomie.view.profile import alike, course, makeup
from wijkeconomie.view.profile import figures as known
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.query import is_internal
from wijkeconomie.view.ui import _

SHARES = {
    "size_class": words.mark("Sizes"),
    "premises": words.mark("Premises"),
}
SECTORS = words.mark("Sectors")
QUOTIENTS = words.mark("Sectors by location quotient")
FLOWS = (
    (makeup.OPENED, words.mark("Openings and closures per year")),
    (makeup.MOVED, words.mark("Moves to and from elsewhere per year")),
)


@dataclass(frozen=True)
class Told:
    """Charts as HTML: quotients are empty without others to compare with, shares are by dimension,
    flows are none before a second reference date."""

    quotients: str
    shares: dict[str, str]
    flows: tuple[str, ...]


def sectors(figures: Figures, area: str, year: int) -> str:
    """Sectors beside each other, and beside the municipality, as HTML."""
    weighing = markup.heading(_("What weighs more here than elsewhere"), 3)
    if told := _now(area, year).quotients:
        note = _(
            "A sector's share of the jobs here, divided by its share in {area}: 1 (the "
            "orange mark) is the same, 2 twice as much.",
            area=_beside(figures),
        )
        weighing += told + markup.note(note)
    else:
        alone = _("There is no other municipality in this release to compare with.")
        weighing += markup.paragraph(alone)
    shares = _shared(area, year, "sector", _("Share of establishments"))
    return markup.heading(_("Sectors"), anchor="sectors") + markup.pair(weighing, shares)


def sizes(area: str, year: int) -> str:
    """Sizes and premises, as HTML."""
    both = [_shared(area, year, name, _(title)) for name, title in SHARES.items()]
    return markup.heading(_("Sizes and premises"), anchor="sizes") + markup.pair(*both)


def _beside(figures: Figures) -> str:
    return atlas.name(figures.reference) if figures.reference else _("the other municipalities")


def _shared(area: str, year: int, dimension: str, title: str) -> str:
    names = atlas.name(area), atlas.name(choices.municipality())
    note = makeup.legend(ui.lang(), names, has_similar=bool(alike.codes(area)))
    told = _now(area, year).shares[dimension]
    return markup.heading(title, 3) + told + markup.note(note)


def flows(area: str, year: int) -> str:
    """What opened, closed and moved, as HTML."""
    heading = markup.heading(_("Opened, closed and moved"), anchor="dynamics")
    drawn = _now(area, year).flows
    if not drawn:
        return heading + markup.paragraph(_("Known from the second reference date on."))
    told = _("Since the reference date before; a move is neither an opening nor a closure.")
    gaps = "" if is_internal() else _("Gaps are protected.")
    if not is_internal() and city_parts.is_sum(area):
        gaps = course.gaps(ui.lang(), area)
    return heading + markup.pair(*drawn) + markup.note(f"{told} {gaps}".strip())


def _now(area: str, year: int) -> Told:
    return _told(ui.release_id(), ui.lang(), area, year)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _told(release_id: str, lang: str, area: str, year: int) -> Told:
    del release_id
    figures = known.around(area)

    def html(drawn: Drawn, title: str) -> str:
        return charts.html(lang, drawn, words.translate(lang, title))

    quotients = makeup.quotients(lang, figures, area, year)
    titles = {"sector": SECTORS, **SHARES}
    return Told(
        quotients=html(quotients, QUOTIENTS) if quotients else "",
        shares={d: html(_shares(lang, area, year, d), title) for d, title in titles.items()},
        flows=tuple(
            markup.heading(words.translate(lang, title), 3) + html(drawn, title)
            for drawn, title in _flows(lang, figures, area)
            if drawn
        ),
    )


def _shares(lang: str, area: str, year: int, dimension: str) -> Drawn:
    rows = makeup.rows(area, year, dimension)
    names = atlas.name(area), atlas.name(atlas.municipality_of(area))
    return makeup.shares(lang, rows, dimension, names)


def _flows(lang: str, figures: Figures, area: str) -> list[tuple[Drawn | None, str]]:
    rows, breaks = ui.rows("dynamics_by_year", area=area), ui.rows("series_breaks", area=area)
    marks = course.marks(lang, breaks, [], course.COUNTED, figures.years)
    return [(makeup.flows(lang, rows, titles, marks), title) for titles, title in FLOWS]
