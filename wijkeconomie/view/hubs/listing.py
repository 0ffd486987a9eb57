"""Section of the places page: where hubs and third places are, and whom each reaches."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import atlas, choices, maps, places, scope, show, tables, ui, words
from wijkeconomie.view.ui import _

RADIUS_M = 1000


def show_section(top: Top) -> None:
    """Map, card and list, with the title put in ``top``."""
    first, second = st.columns([4, 1])
    with second:
        year = choices.choose_year(width="stretch")
    rows = ui.rows("places_with_reach", year=year, radius_m=RADIUS_M)
    if rows.empty:
        top.title(places.title(ui.lang(), rows), anchor=False)
        st.info(_("No places are loaded yet, so there is nothing on this map."))
        return
    with first:
        shown = _choose_categories(rows)
    top.title(places.title(ui.lang(), shown), anchor=False)
    left, right = st.columns([5, 3], gap="medium")
    with right:
        chosen = _choose_place(shown)
        if chosen:
            _show_place(rows, chosen, year)
        else:
            _show_legend(rows)
    with left:
        within = choices.within()
        level = atlas.map_levels(within)[0]
        paint = maps.Paint(
            level=level,
            classes="." * len(atlas.names(ui.lang(), level, within)),
            within=within,
            place=chosen or None,
            visible=shown["place_id"].tolist(),
            radius_m=RADIUS_M,
            clickable=False,
        )
        base = maps.base(ui.lang(), scope.whole(within), places="chosen")
        show.area_map("places-map", base, paint)
    st.header(_("All places"))
    told = tables.missing(ui.lang(), shown["flag"].map({"c": "protected"}))
    show.table(places.listed(ui.lang(), shown), missing=told)


def _choose_categories(rows: pd.DataFrame) -> pd.DataFrame:
    present = [c for c in words.codes("place_category") if c in set(rows["category"])]
    chosen = choices.choose_many(
        "category", _("Kind of place"), present, lambda code: ui.label("place_category", code)
    )
    return rows[rows["category"].isin(chosen)] if chosen else rows


def _choose_place(shown: pd.DataFrame) -> str:
    names = shown.set_index("place_id")["name"]
    return choices.choose(
        "place",
        _("Place"),
        ["", *names.index],
        lambda code: names[code] if code else _("Choose a place, or click the map"),
    )


def _show_place(rows: pd.DataFrame, place_id: str, year: int) -> None:
    place = rows[rows["place_id"] == place_id].to_dict("records")[0]
    with st.container(border=True, key="place-card"):
        st.header(words.plain(place["name"]))
        show.symbols({place["category"]: None})
        st.metric(
            _("Home-based establishments within 1 km, {year}", year=year),
            tables.shown(ui.lang(), place["home_based"], place["flag"]),
        )
        for term, told in places.details(ui.lang(), place):
            st.markdown(f"{term}: **{words.plain(told)}**")
        if place["wijk_code"]:
            st.page_link(
                "district.py",
                label=_("Profile of {area}", area=words.plain(place["wijk_name"])),
                icon=":material/description:",
                query_params={"area": place["wijk_code"], "lang": ui.lang()},
            )


def _show_legend(rows: pd.DataFrame) -> None:
    for kind in words.codes("place_kind"):
        st.markdown(
            f"**{ui.label('place_kind', kind)}** – {words.note(ui.lang(), 'place_kind', kind)}"
        )
        counts = rows.loc[rows["kind"] == kind, "category"].value_counts()
        show.symbols({c: int(counts[c]) for c in words.codes("place_category") if c in counts})
