"""Sections: sectors, sizes and premises, and what opened, closed and moved."""

from dataclasses import dataclass

import streamlit as st

from wijkeconomie.view import atlas, charts, choices, city_parts, show, texts, ui, words
from wijkeconomie.view.charts import Drawn, Ready
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
    """Charts: quotients are none without others to compare with, shares are by dimension, flows
    are none before a second reference date."""

    quotients: Ready | None
    shares: dict[str, Ready]
    flows: tuple[Ready, ...]


def show_sectors(figures: Figures, area: str, year: int) -> None:
    """Sectors beside each other, and beside the municipality."""
    texts.heading(_("Sectors"), anchor="sectors")
    whole = _beside(figures)
    left, right = st.columns(2, gap="large")
    with left:
        texts.heading(_("What weighs more here than elsewhere"), 3)
        ready = _now(area, year).quotients
        if ready is None:
            texts.plain(_("There is no other municipality in this release to compare with."))
        else:
            note = _(
                "A sector's share of the jobs here, divided by its share in {area}: 1 (the "
                "orange mark) is the same, 2 twice as much.",
                area=whole,
            )
            show.prepared(ready, note)
    with right:
        texts.heading(_("Share of establishments"), 3)
        _show_shares(area, year, "sector")


def show_sizes(area: str, year: int) -> None:
    """Sizes and premises."""
    texts.heading(_("Sizes and premises"), anchor="sizes")
    for (dimension, title), column in zip(SHARES.items(), st.columns(2, gap="large"), strict=True):
        with column:
            texts.heading(_(title), 3)
            _show_shares(area, year, dimension)


def _beside(figures: Figures) -> str:
    return atlas.name(figures.reference) if figures.reference else _("the other municipalities")


def _show_shares(area: str, year: int, dimension: str) -> None:
    names = atlas.name(area), atlas.name(choices.municipality())
    has_similar = bool(alike.codes(area))
    note = makeup.legend(ui.lang(), names, has_similar=has_similar)
    show.prepared(_now(area, year).shares[dimension], note)


def show_flows(area: str, year: int) -> None:
    """What opened, closed and moved."""
    texts.heading(_("Opened, closed and moved"), anchor="dynamics")
    flows = _now(area, year).flows
    if not flows:
        texts.plain(_("Known from the second reference date on."))
        return
    for ready, column in zip(flows, st.columns(2, gap="large"), strict=True):
        with column:
            show.prepared(ready)
    told = _("Since the reference date before; a move is neither an opening nor a closure.")
    gaps = "" if is_internal() else _("Gaps are protected.")
    if not is_internal() and city_parts.is_sum(area):
        gaps = course.gaps(ui.lang(), area)
    texts.note(f"{told} {gaps}")


def _now(area: str, year: int) -> Told:
    return _told(ui.release_id(), ui.lang(), area, year)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _told(release_id: str, lang: str, area: str, year: int) -> Told:
    del release_id
    figures = known.around(area)

    def ready(drawn: Drawn, title: str) -> Ready:
        return charts.ready(lang, drawn, words.translate(lang, title))

    quotients = makeup.quotients(lang, figures, area, year)
    titles = {"sector": SECTORS, **SHARES}
    return Told(
        quotients=quotients and ready(quotients, QUOTIENTS),
        shares={d: ready(_shares(lang, area, year, d), title) for d, title in titles.items()},
        flows=tuple(ready(drawn, title) for drawn, title in _flows(lang, figures, area) if drawn),
    )


def _shares(lang: str, area: str, year: int, dimension: str) -> Drawn:
    rows = makeup.rows(area, year, dimension)
    names = atlas.name(area), atlas.name(atlas.municipality_of(area))
    return makeup.shares(lang, rows, dimension, names)


def _flows(lang: str, figures: Figures, area: str) -> list[tuple[Drawn | None, str]]:
    rows, breaks = ui.rows("dynamics_by_year", area=area), ui.rows("series_breaks", area=area)
    marks = course.marks(lang, breaks, [], course.COUNTED, figures.years)
    return [(makeup.flows(lang, rows, titles, marks), title) for titles, title in FLOWS]
