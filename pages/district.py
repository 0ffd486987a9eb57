"""The profile of one area: figures, trend, sectors, sizes, premises, and what is nearby."""

import streamlit as st

from wijkeconomie.view import (
    atlas,
    charts,
    choices,
    method,
    profile,
    query,
    show,
    tables,
    ui,
    words,
)
from wijkeconomie.view.hubs import nearby
from wijkeconomie.view.query import is_internal
from wijkeconomie.view.taking import behind, embedding, panel
from wijkeconomie.view.ui import _

BREAKDOWNS = {
    "sector": words.mark("Sectors"),
    "size_class": words.mark("Sizes"),
    "premises": words.mark("Premises"),
}


@ui.fragment
def view() -> None:
    if choices.is_whole():
        st.title(_("Profile"), anchor=False)
        st.markdown(_("Search a municipality, wijk or buurt at the top to see its profile."))
        return
    alone = embedding.view("chart")
    top = st.container()
    with embedding.controls(alone):
        area = choose_area()
        year = choices.choose_year()
    figures = ui.rows("figures_by_year", area=area)
    top.title(words.plain(atlas.name(area)), anchor=False)
    top.markdown(words.plain(profile.place_in_the_world(ui.lang(), atlas.areas(), area)))
    top.markdown(profile.summary(ui.lang(), figures, query.release().date_of(year)))
    if alone:
        show_trend(area)
        return
    show_figures(area, year)
    left, right = st.columns(2, gap="large")
    with left:
        show_trend(area)
    with right:
        show_dynamics(area)
    show_breakdowns(area, year)
    nearby.show_places(area, year)
    nearby.show_initiatives(area)
    seen = behind.of_profile(area, choices.municipality(), year)
    panel.show(seen, atlas.name(area), ["chart"])


def choose_area() -> str:
    known, whole = atlas.areas(), choices.municipality()
    order = [whole, *known.index[(known["municipality_code"] == whole) & (known.index != whole)]]
    return choices.choose(
        "area", _("Area"), order, lambda code: profile.area_label(ui.lang(), known, code)
    )


def show_figures(area: str, year: int) -> None:
    whole = choices.municipality()
    rows = ui.rows("figures_by_year", area=area)
    beside = ui.rows("figures_by_year", area=whole)
    show.figures(tables.figures(ui.lang(), rows, year))
    if area != whole:
        st.header(_("Beside {area}", area=words.plain(atlas.name(whole))))
        show.facts(profile.beside(ui.lang(), atlas.areas(), (area, rows), (whole, beside), year))


def show_trend(area: str) -> None:
    rows = ui.rows("figures_by_year", area=area)
    st.header(_("Establishments since {year}", year=int(rows["year"].min())))
    series = profile.trend(ui.lang(), rows)
    show.chart(charts.trend(ui.lang(), series), _("Establishments by premises, per year"))
    st.caption(_("Gaps are unknown.") if is_internal() else _("Gaps are protected or unknown."))


def show_dynamics(area: str) -> None:
    st.header(_("Opened and closed per year"))
    series = profile.dynamics(ui.lang(), ui.rows("dynamics_by_year", area=area))
    if series.empty:
        st.markdown(_("Known from the second reference date on."))
        return
    show.chart(charts.trend(ui.lang(), series), _("Openings and closures per year"))
    if is_internal():
        st.caption(_("Since the reference date before; a move is neither."))
    else:
        st.caption(_("Since the reference date before; a move is neither. Gaps are protected."))


def show_breakdowns(area: str, year: int) -> None:
    whole = words.plain(atlas.name(choices.municipality()))
    left, right = st.columns([3, 2], gap="large")
    for dimension, title in BREAKDOWNS.items():
        with left if dimension == "sector" else right:
            rows = ui.rows("breakdown", area=area, year=year, dimension=dimension)
            shares = tables.breakdown(ui.lang(), dimension, rows)
            st.header(_(title))
            show.chart(charts.bars(ui.lang(), shares, ".0f"), _(title))
    breaks = ui.rows("series_breaks", area=area)
    told = _("Percent of all establishments; the orange mark is {area}.", area=whole)
    st.caption(f"{told} {method.told_breaks(ui.lang(), breaks, area)}")


view()
