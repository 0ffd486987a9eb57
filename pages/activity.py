"""The map: any indicator by wijk, buurt or hexagon, with hubs and third places beside it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from wijkeconomie.view import choices, hexagons, indicators, maps, query, show, tables, ui, words
from wijkeconomie.view.indicators import Selection
from wijkeconomie.view.ui import _

FILTERS = {
    "sector": ("sector", words.mark("Sector")),
    "size_class": ("size", words.mark("Size")),
    "premises": ("premises", words.mark("Premises")),
}
ALL = ("view", "picker")


@ui.fragment(key="view")
def view() -> None:
    """Everything but the long list of areas. The map comes first, as it takes longest to draw."""
    shown = selected()
    every = every_year(shown)
    rows = tables.of_year(every, shown.year)
    with left:
        show_map(shown, every, rows)
    with top:
        told = tables.headline(ui.lang(), rows, shown.indicator, shown.filters)
        st.title(words.plain(told), anchor=False)
        st.markdown(_(shown.indicator.definition))
        st.caption(tables.ranked_from(ui.lang(), rows, shown.indicator))
    with controls:
        show_controls(shown)
    with card:
        show_card(shown, rows)


@ui.fragment(key="picker")
def picker() -> None:
    shown = selected()
    names = ui.names(shown.level)
    if shown.area != choices.asked("area"):
        choices.keep("area", shown.area)
    choices.choose(
        "area",
        _("Area"),
        ["", *names.index],
        lambda code: names[code] if code else _("Choose an area, or click the map"),
        reruns=("view",),
    )


def levels() -> list[str]:
    return ui.map_levels() + ([] if ui.names("hexagon").empty else ["hexagon"])


def selected() -> Selection:
    shown = indicators.select(st.query_params, ui.indicators(), levels(), query.release().years)
    return replace(shown, area=ui.area_at(shown.level, shown.area))


def every_year(shown: Selection) -> pd.DataFrame:
    if shown.level == "hexagon":
        return hexagons.aligned(hexagons.densities(ui.rows("hexagons")), ui.names("hexagon"))
    return ui.rows("indicator_by_area", **shown.cell)


def show_map(shown: Selection, every: pd.DataFrame, rows: pd.DataFrame) -> None:
    measure = indicators.measure(ui.lang(), shown.indicator, every["value"])
    paint = maps.choropleth(ui.lang(), shown.level, rows, measure, shown.area)
    base = maps.base(ui.lang(), choices.municipality(), places="toggled")
    show.area_map("activity-map", base, paint, reruns=ALL)
    if shown.level == "hexagon":
        st.caption(_("Where no hexagon is drawn, fewer than ten work at home, or nobody does."))
    twin = st.expander(_("The same as a table"), key="twin", on_change="rerun")
    if twin.open:
        with twin:
            same, missing = tables.twin(ui.lang(), rows, shown.indicator)
            show.table(same, shown.indicator.decimals, missing)


def show_controls(shown: Selection) -> None:
    choices.choose_level(levels(), reruns=ALL)
    titles = {name: _(each.title) for name, each in ui.indicators().items()}
    names = indicators.names_at(ui.indicators(), shown.level)
    choices.choose(
        "indicator", _("Indicator"), names, titles.__getitem__, width=262, elsewhere=titles
    )
    choices.choose_year(width=96)
    for dimension, (key, title) in FILTERS.items():
        codes = indicators.possible(shown.level, shown.indicator, shown.filters, dimension)
        choices.choose(
            key,
            _(title),
            codes,
            lambda code, dimension=dimension: ui.label(dimension, code),
            elsewhere=words.codes(dimension),
            disabled=len(codes) == 1,
            help=_("At most two filters at a time, and one by buurt, are published."),
            width=140,
        )


def show_card(shown: Selection, rows: pd.DataFrame) -> None:
    facts = tables.card(ui.lang(), rows, shown.indicator, shown.area)
    if facts:
        is_profiled = shown.level != "hexagon"
        show.card(ui.names(shown.level)[shown.area], facts, shown.area if is_profiled else None)
    elif not (highest := tables.top(ui.lang(), rows, shown.indicator)).empty:
        show.facts(highest, _("Highest"))


top = st.container()
controls = st.container(horizontal=True, vertical_alignment="bottom", key="controls")
left, right = st.columns([5, 2], gap="medium")
chooser, card = right.container(), right.container()
view()
with chooser:
    picker()
