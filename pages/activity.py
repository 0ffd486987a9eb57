"""The map: any indicator by wijk, buurt or hexagon, with hubs and third places beside it."""

import pandas as pd
import streamlit as st

from wijkeconomie.view import choices, hexagons, indicators, maps, tables, ui, words
from wijkeconomie.view.indicators import Filters, Indicator
from wijkeconomie.view.ui import _

FILTERS = {
    "sector": ("sector", words.mark("Sector")),
    "size_class": ("size", words.mark("Size")),
    "premises": ("premises", words.mark("Premises")),
}


@st.fragment
def view() -> None:
    top = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        level, known, year = choose()
        filters = choose_filters(level, known)
    every = values(level, known, filters)
    rows = tables.of_year(every, year)
    top.title(words.plain(tables.headline(ui.lang(), rows, known)))
    top.markdown(_(known.definition))
    left, right = st.columns([5, 2], gap="medium")
    with right:
        area = choose_area(level)
        if area:
            show_area(area, rows, known)
        else:
            show_ranking(rows, known)
    with left:
        measure = indicators.measure(ui.lang(), known, every["value"])
        paint = maps.choropleth(ui.lang(), level, rows, measure, area)
        ui.show_map("map", maps.base(ui.lang(), choices.municipality(), places="toggled"), paint)
        show_twin(rows, known)


def choose() -> tuple[str, Indicator, int]:
    known = indicators.from_rows(ui.rows("indicators"))
    level = choices.choose(
        "level",
        _("Map by"),
        [*ui.levels()[1:], "hexagon"],
        lambda code: ui.label("level", code),
        widget=st.segmented_control,
        required=True,
    )
    names = [name for name, each in known.items() if level in each.levels.split()]
    chosen = choices.choose(
        "indicator", _("Indicator"), names, lambda name: _(known[name].title), width=262
    )
    return level, known[chosen], choices.choose_year(width=96)


def choose_filters(level: str, known: Indicator) -> Filters:
    asked = {name: choices.asked(key) or "*" for name, (key, _title) in FILTERS.items()}
    filters = indicators.resolve(level, known, asked)
    for name, (key, title) in FILTERS.items():
        possible = indicators.possible(level, known, filters, name)
        choices.choose(
            key,
            _(title),
            possible,
            lambda code, name=name: ui.label(name, code),
            disabled=len(possible) == 1,
            help=_("At most two filters at a time, and one by buurt, are published."),
            width=140,
        )
    return filters


def values(level: str, known: Indicator, filters: Filters) -> pd.DataFrame:
    if level == "hexagon":
        return hexagons.aligned(hexagons.densities(ui.rows("hexagons")))
    return ui.rows("indicator_by_area", level=level, **indicators.cell(known, filters))


def choose_area(level: str) -> str:
    known = ui.areas()
    names = known.loc[known["level"] == level, "name"]
    return choices.choose(
        "area",
        _("Area"),
        ["", *names.sort_values().index],
        lambda code: names[code] if code else _("Choose an area, or click the map"),
    )


def show_area(area: str, rows: pd.DataFrame, known: Indicator) -> None:
    with st.container(border=True, key="card"):
        st.subheader(words.plain(ui.area_name(area)))
        for title, value in tables.card(ui.lang(), rows, known, area):
            st.metric(title, value)
        st.page_link(
            "district.py",
            label=_("Open the profile"),
            icon=":material/description:",
            query_params={"area": area, "lang": ui.lang()},
        )


def show_ranking(rows: pd.DataFrame, known: Indicator) -> None:
    st.markdown(_("**Highest**"))
    st.table(tables.top(ui.lang(), rows, known))
    if known.denominator != "none":
        least = ui.number(tables.RANKED_FROM)
        st.caption(_("Of areas with at least {count} establishments.", count=least))


def show_twin(rows: pd.DataFrame, known: Indicator) -> None:
    twin = st.expander(_("The same as a table"), key="twin", on_change="rerun")
    if twin.open:
        with twin:
            ui.show_table(tables.twin(ui.lang(), rows, known), known.decimals)


view()
