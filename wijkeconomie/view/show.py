"""What pages are made of: maps, figures, charts, tables and cards."""

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from wijkeconomie.view import (
    atlas,
    charts,
    choices,
    look,
    maps,
    markup,
    search,
    tables,
    ui,
    words,
)
from wijkeconomie.view.hubs import pins

MAP_HEIGHT = 540
SEARCH_WIDTH = 280


def area_map(  # noqa: PLR0913
    key: str,
    base: maps.Map,
    paint: maps.Paint,
    *,
    height: int = MAP_HEIGHT,
    reruns: Sequence[str] = (),
    marked: Sequence[Any] = (),
) -> None:
    """Shows a map that stays while its paint changes, with what ``marks.drawn`` made. A click puts
    area, place or pin in the URL and runs the fragments named in ``reruns`` again, or the one the
    map stands in."""
    st_folium(
        base,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_object_clicked_tooltip"],
        feature_group_to_add=[maps.painted(paint), *marked],
        on_change=lambda: _keep_click(key, reruns),
    )


def _keep_click(key: str, reruns: Sequence[str]) -> None:
    clicked = (st.session_state.get(key) or {}).get("last_object_clicked_tooltip") or ""
    kind, _colon, code = clicked.partition(":")
    if kind == "pin" and (pin := pins.read(code)):
        choices.change("pin", str(pin), reruns)
    elif kind in ("area", "place") and code:
        choices.change(kind, code, reruns)


@ui.fragment(key="search-field")
def search_field() -> None:
    """The field in which a visitor searches an area, emptied once one is opened."""
    here = [st.session_state.get("page"), choices.asked("area")]
    if st.session_state.get("searched_from") != here:
        st.session_state.update(searched_from=here, search="")
        # A link to the page one is on leaves the address in the browser as it was.
        st.query_params.from_dict(st.query_params.to_dict())
    st.text_input(
        ui._("Search a municipality, wijk or buurt"),
        key="search",
        type="search",
        live="200ms",
        placeholder=ui._("Search municipality, wijk, buurt"),
        label_visibility="collapsed",
        width=SEARCH_WIDTH,
        on_change=lambda: st.rerun(["search-answers"]),
    )


@ui.fragment(key="search-answers")
def search_answers() -> None:
    """What is found, as links: by keyboard they follow the field."""
    asked = (st.session_state.get("search") or "").strip()
    rows = search.found(asked).to_dict("records") if asked else []
    told = ui._("{count} found", count=len(rows)) if rows else ui._("Nothing found")
    with st.container(key="answers", border=bool(asked), gap="xxsmall"):
        st.html(f'<p role="status" data-asked="{escape(asked)}">{told if asked else ""}</p>')
        for row in rows:
            target, wanted = search.address(
                st.session_state["page"], st.query_params.to_dict(), row
            )
            name, kind = search.told(ui.lang(), row, is_alone=not atlas.has_several())
            label = f"**{words.plain(name)}** – {words.plain(kind)}"
            st.page_link(f"{target}.py", label=label, query_params=wanted)


def figures(figures: list[tables.Figure]) -> None:
    """Figures side by side, each with its change and its course."""
    with st.container(key="figures"):
        for figure in figures:
            st.metric(
                figure.title,
                figure.value,
                figure.change,
                delta_color="off",
                delta_arrow="off",
                help=figure.note,
                border=True,
                chart_data=figure.course or None,
                height="stretch",
            )


def symbols(counts: dict[str, int | None]) -> None:
    """Place categories with their symbols, and how many there are when that is known."""
    told = {
        category: ui.label("place_category", category)
        + (f" ({ui.number(count)})" if count is not None else "")
        for category, count in counts.items()
    }
    legend([(look.symbol(category), text) for category, text in told.items()])


def legend(entries: list[tuple[str, str]]) -> None:
    """Images, each with what it stands for."""
    lines = "".join(f"<li><span>{image}</span>{escape(text)}</li>" for image, text in entries)
    st.html(f'<ul class="symbols">{lines}</ul>')


def card(name: str, facts: list[tuple[str, str]], profile: str | None) -> None:
    """The card of an area: its figures and, for one with a profile, the way there by code."""
    with st.container(border=True, key="card"):
        st.header(words.plain(name))
        for title, value in facts:
            st.metric(title, value)
        if profile is None or ui.is_embedded():
            return
        st.page_link(
            "district.py",
            label=ui._("Open the profile"),
            icon=":material/description:",
            query_params=choices.onward(area=profile),
        )


def chart(drawn: charts.Drawn, title: str) -> None:
    """Shows a chart, with the same in words and as a table folded below it."""
    st.html(charts.html(ui.lang(), drawn, title))


def facts(rows: pd.DataFrame, caption: str = "") -> None:
    """Shows a few rows as a plain table: the index and text left, numbers right."""
    st.html(markup.table(rows, caption))
