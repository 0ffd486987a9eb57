"""The map: any indicator by wijk, buurt or hexagon, with hubs and third places beside it."""

from functools import partial

import pandas as pd
import streamlit as st

from wijkeconomie.view import atlas, choices, indicators, maps, scope, show, tables, ui, words
from wijkeconomie.view.indicators import Selection
from wijkeconomie.view.taking import behind, dated, embedding, figures, panel, twins
from wijkeconomie.view.ui import _

FILTERS = {
    "sector": ("sector", words.mark("Sector")),
    "size_class": ("size", words.mark("Size")),
    "premises": ("premises", words.mark("Premises")),
}
ALL = ("view", "picker")
VIEWS = ("map", "table")
MOST_NAMES = 1000


@ui.fragment(key="view")
def view() -> None:
    """Everything but the long list of areas. The map comes first, as it takes longest to draw."""
    alone = embedding.view(*VIEWS)
    shown = scope.selected(st.query_params)
    every = scope.every_year(shown)
    rows = tables.of_year(every, shown.year)
    told = tables.headline(ui.lang(), rows, shown.indicator, shown.filters)
    with left:
        if alone != "table":
            show_map(shown, every, rows)
        if alone != "map":
            twins.twin(rows, shown.indicator, is_alone=alone == "table")
    with top:
        st.title(words.plain(told), anchor=False)
        st.markdown(_(shown.indicator.definition))
        st.caption(f"{dated.of(shown.year)} {tables.ranked_from(ui.lang(), rows, shown.indicator)}")
    with embedding.controls(alone) if alone else controls:
        show_controls(shown)
    with left:
        seen = [behind.of_map(shown, scope.framed(shown))]
        panel.show(seen, told, VIEWS, partial(figures.of_map, ui.lang(), shown.indicator, rows))
    if not alone:
        with card:
            show_card(shown, rows)


@ui.fragment(key="picker")
def picker() -> None:
    shown = scope.selected(st.query_params)
    names = atlas.names(ui.lang(), shown.level, scope.framed(shown))
    if shown.area != choices.asked("area"):
        choices.keep("area", shown.area or choices.within())
    if len(names) > MOST_NAMES:
        return
    choices.choose(
        "area",
        _("Area"),
        ["", *names.index],
        lambda code: names[code] if code else _("Choose an area, or click the map"),
        reruns=("view",),
        elsewhere=(choices.within(),),
    )


def show_map(shown: Selection, every: pd.DataFrame, rows: pd.DataFrame) -> None:
    measure = indicators.measure(ui.lang(), shown.indicator, every["value"])
    within = scope.framed(shown)
    drawn = maps.choropleth(ui.lang(), shown.level, rows, measure, shown.area, within=within)
    paint = scope.with_places(drawn, shown.year)
    base = maps.base(ui.lang(), scope.whole(within), places="toggled")
    show.area_map("activity-map", base, paint, reruns=ALL)
    if shown.level == "hexagon":
        st.caption(_("Where no hexagon is drawn, fewer than ten work at home, or nobody does."))


def show_controls(shown: Selection) -> None:
    choices.choose_level(scope.levels(), reruns=ALL)
    titles = {name: _(each.title) for name, each in ui.indicators().items()}
    names, told = indicators.names_at(ui.indicators(), shown.level), titles.__getitem__
    choices.choose("indicator", _("Indicator"), names, told, width=262, elsewhere=titles)
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
    if facts := tables.card(ui.lang(), rows, shown.indicator, shown.area):
        is_profiled = shown.level != "hexagon"
        name = atlas.names(ui.lang(), shown.level, scope.framed(shown))[shown.area]
        show.card(name, facts, shown.area if is_profiled else None)
    elif not (highest := tables.top(ui.lang(), rows, shown.indicator)).empty:
        show.facts(highest, _("Highest"))


top = st.container()
controls = st.container(horizontal=True, vertical_alignment="bottom", key="controls")
if embedding.view(*VIEWS):
    left = st.container()
    view()
    with embedding.controls("any", "picker"):
        picker()
else:
    left, right = st.columns([5, 2], gap="medium")
    chooser, card = right.container(), right.container()
    view()
    with chooser:
        picker()
