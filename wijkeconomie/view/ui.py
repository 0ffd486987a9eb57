"""What pages are made of in Streamlit: words, rows, maps, charts, tables, errors."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from wijkeconomie.errors import Refused
from wijkeconomie.settings import ASSETS
from wijkeconomie.view import charts, choices, look, maps, numbers, query, tables, words
from wijkeconomie.view.choices import lang

MAP_HEIGHT = 540


def _(message: str, **details: object) -> str:
    return words.translate(lang(), message, **details)


def label(dimension: str, code: str) -> str:
    """Name of a code in the visitor's language."""
    return words.label(lang(), dimension, code)


def number(value: float | None, decimals: int = 0) -> str:
    """A number in the visitor's notation."""
    return numbers.number(lang(), value, decimals)


def percent(share: float | None, decimals: int = 1) -> str:
    """A share (0-1) as a percentage in the visitor's notation."""
    return numbers.percent(lang(), share, decimals)


def day(iso: str) -> str:
    """A date in words, such as 1 april 2025."""
    return numbers.day(lang(), date.fromisoformat(iso))


def is_sample() -> bool:
    """Whether the release is made from the synthetic sample."""
    return query.release().is_sample


def rows(name: str, **parameters: object) -> pd.DataFrame:
    """Rows of a read query, cached by name, parameters and release."""
    return _rows(query.release().release_id, name, **parameters)


@st.cache_data(show_spinner=False, max_entries=400)
def _rows(release_id: str, name: str, **parameters: object) -> pd.DataFrame:
    del release_id
    return query.run(name, **parameters)


def areas() -> pd.DataFrame:
    """All areas of the release, by code."""
    return rows("areas").set_index("area_code")


def levels() -> list[str]:
    """Levels the release has, coarse first."""
    present = set(rows("areas")["level"])
    return [level for level in ("municipality", "wijk", "buurt") if level in present]


def area_name(code: str) -> str:
    """Name of an area, or its code when it is not in the release."""
    known = areas()
    return str(known.loc[code, "name"]) if code in known.index else code


def style() -> None:
    """Our own layout, for keys we gave ourselves."""
    st.html(ASSETS / "page.css")


def show_map(key: str, base: maps.Map, paint: maps.Paint, height: int = MAP_HEIGHT) -> None:
    """Shows a map that stays while its paint changes; a click puts area or place in the URL."""
    st_folium(
        base,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_object_clicked_tooltip"],
        feature_group_to_add=maps.painted(paint),
        on_change=lambda: _keep_click(key),
    )


def _keep_click(key: str) -> None:
    clicked = (st.session_state.get(key) or {}).get("last_object_clicked_tooltip") or ""
    kind, _colon, code = clicked.partition(":")
    if kind in ("area", "place") and code:
        choices.keep(kind, code)


def show_figures(figures: list[tables.Figure]) -> None:
    """Figures side by side, each with its change and its course."""
    with st.container(key="figures"):
        for figure in figures:
            st.metric(
                figure.title,
                figure.value,
                figure.change,
                delta_color="off",
                help=figure.note,
                border=True,
                chart_data=figure.course,
                height="stretch",
            )


def show_symbols(counts: dict[str, int | None]) -> None:
    """Place categories with their symbols, and how many there are when that is known."""
    lines = [
        f"<li>{look.symbol(category)} {escape(label('place_category', category))}"
        + (f" ({number(count)})" if count is not None else "")
        for category, count in counts.items()
    ]
    st.html(f'<ul class="symbols">{"".join(lines)}</ul>')


def show_chart(chart: charts.Chart, described: str) -> None:
    """Shows a chart with a description for who cannot see it."""
    st.altair_chart(chart, width="stretch", theme=None, alt=described)


def show_table(rows: pd.DataFrame, decimals: int = 0, **more: Any) -> None:
    """Shows rows as a table that can be sorted and searched by keyboard, with numbers in the
    visitor's notation; ``decimals`` is for columns with fractions."""
    mark, thousands = charts.SEPARATORS[lang()]
    whole = [c for c in rows.select_dtypes("number") if (rows[c].dropna() % 1 == 0).all()]
    parts = [c for c in rows.select_dtypes("number") if c not in whole]
    notation: Any = {"decimal": mark, "thousands": thousands, "na_rep": numbers.DASH}
    styled = rows.style.format(precision=0, subset=whole, **notation)
    styled = styled.format(precision=decimals, subset=parts, **notation)
    st.dataframe(styled, width="stretch", hide_index=True, **more)


def explain(error: Exception) -> bool:
    """Shows a refusal as its sentence, and anything else as a sentence without details."""
    if isinstance(error, Refused):
        st.error(_(error.message, **error.details))
    else:
        st.error(_("Something went wrong here. Reload the page; if it stays, tell the manager."))
    return True


def no_release(refused: Refused) -> None:
    """The empty state before there is a release that can be read."""
    st.title(_("Nothing to show yet"))
    st.write(_(refused.message, **refused.details))
    st.code(
        "make run\n\npython -m wijkeconomie import FILE.csv --layout lisa\n"
        "python -m wijkeconomie release",
        language="shell",
    )
