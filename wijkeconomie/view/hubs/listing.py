"""Section of the places page: where hubs and third places are, and whom each reaches."""

from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.distances import RADII_M
from wijkeconomie.view import atlas, choices, maps, places, points, query, scope, show, ui, words
from wijkeconomie.view.hubs import asking, card, initiatives, named
from wijkeconomie.view.reach import NEAR_M, WHO, Reach, told
from wijkeconomie.view.taking import behind, dated, embedding, panel, searching, twins
from wijkeconomie.view.ui import _

MOST_LISTED = 1000
VIEWS = ("map", "table")
SORTS = {
    "name": words.mark("Name"),
    "wijk_name": words.mark("Wijk"),
    "capacity": words.mark("Workplaces, most first"),
    "reached": words.mark("Reach, most first"),
}


def show_section(top: Top) -> None:
    """Search, map, card and lists, with the title put in ``top``."""
    alone = embedding.view(*VIEWS)
    with embedding.controls(alone, "controls"):
        search = searching.field(_("Search places"), _("Name, wijk or operator"), 230)
        kinds = st.container(width=300)
        reach = _choose_reach()
    rows = ui.rows("places_with_reach", **reach.parameters)
    if rows.empty and initiatives.found("").empty:
        top.title(places.title(ui.lang(), rows), anchor=False)
        st.info(_("No places are loaded yet, so there is nothing on this map."))
        return
    with kinds:
        asked = _asked(search, _choose_categories(rows))
    shown = _found(rows, asked, reach.year)
    top.title(places.title(ui.lang(), shown), anchor=False)
    top.caption(dated.of(reach.year))
    if alone == "table":
        _show_list(shown, reach)
        return
    if alone:
        left, right = st.container(), st.container(key="framed-legend")
    else:
        left, right = st.columns([5, 3], gap="medium")
    with right:
        with embedding.controls(alone, "place-choice"):
            chosen = _choose_place(shown)
        if chosen:
            card.show_place(rows, chosen, reach)
        else:
            card.show_legend(shown)
    with left:
        _show_map(_painted(rows, shown, chosen), search, reach)
    if alone:
        return
    _show_list(shown, reach)
    initiatives.show_list(search)
    seen = behind.of_places(asked, reach)
    panel.show(seen, places.title(ui.lang(), shown), VIEWS)
    named.show_sources()


def _show_map(paint: maps.Paint, search: str, reach: Reach) -> None:
    paint = replace(paint, initiatives=initiatives.on_map(search))
    paint = maps.with_reach(paint, ui.lang(), reach)
    base = maps.base(ui.lang(), scope.whole(choices.within()), places="chosen")
    show.area_map("places-map", base, paint)
    if not reach.circle_m:
        st.caption(_("People walk along streets, so no circle is drawn around a place."))


def _choose_reach() -> Reach:
    radius = choices.choose(
        "radius",
        _("Reach"),
        [str(NEAR_M), *(str(m) for m in RADII_M if m != NEAR_M)],
        lambda metres: told(ui.lang(), int(metres)),
        width=110,
    )
    distance = asking.distance()
    kinds = list(WHO)
    who = choices.choose("who", _("Counted"), kinds, lambda code: _(WHO[code]), width=190)
    return Reach(choices.choose_year(width=96), int(radius), distance, who)


def _choose_categories(rows: pd.DataFrame) -> list[str]:
    present = [c for c in words.codes("place_category") if c in set(rows["category"])]
    return choices.choose_many(
        "category", _("Kind of place"), present, lambda code: ui.label("place_category", code)
    )


def _asked(search: str, categories: list[str]) -> dict[str, list[str]]:
    """Filters of tables and files that give what the page shows."""
    asked = {
        "search": [search] if search else [],
        "place_category": categories,
        "area": [choices.within()] if choices.within() else [],
    }
    return {name: values for name, values in asked.items() if values}


def _found(rows: pd.DataFrame, asked: dict[str, list[str]], year: int) -> pd.DataFrame:
    """Places that are searched for and were not closed by the reference date."""
    is_there = ~points.was_closed(rows, query.release().date_of(year))
    if asked:
        parameters: dict[str, object] = dict(asked)
        is_there &= rows["place_id"].isin(query.run("table_place", **parameters)["place_id"])
    return rows[is_there]


def _choose_place(shown: pd.DataFrame) -> str:
    names = shown.set_index("place_id")["name"]
    wanted = choices.asked("place")
    if len(names) > MOST_LISTED:
        names = names[names.index == wanted]
    return choices.choose(
        "place",
        _("Place"),
        ["", *names.index],
        lambda code: names[code] if code else _("Choose a place, or click the map"),
    )


def _painted(rows: pd.DataFrame, shown: pd.DataFrame, chosen: str) -> maps.Paint:
    within = choices.within()
    level = atlas.map_levels(within)[0]
    is_shown = rows.set_index("place_id").index.to_series().isin(shown["place_id"])
    return maps.Paint(
        level=level,
        classes="." * len(atlas.names(ui.lang(), level, within)),
        within=within,
        place=chosen or None,
        visible=points.chosen(is_shown),
        clickable=False,
    )


def _show_list(shown: pd.DataFrame, reach: Reach) -> None:
    st.header(_("All places"))
    if shown.empty:
        st.info(_("No place is found: search for something else, or choose other kinds."))
        return
    with embedding.controls(embedding.view(*VIEWS), "order"):
        by = choices.choose("sort", _("Order"), list(SORTS), lambda code: _(SORTS[code]), width=230)
    is_count = by in ("capacity", "reached")
    ordered = shown.sort_values([by, "name"], ascending=[not is_count, True])
    rows = ordered.head(MOST_LISTED)
    table = places.listed(ui.lang(), rows, reach)
    twins.table(table, missing=places.missing(ui.lang(), rows).rename(table.columns[1]))
    if len(shown) > MOST_LISTED:
        first = ui.number(MOST_LISTED)
        st.caption(_("The first {count}: search, or take the file, for the others.", count=first))
