"""In the profile of an area: places in and near it, with whom they reach, and its initiatives."""

import pandas as pd
import streamlit as st

from wijkeconomie.view import markup, numbers, places, texts, ui
from wijkeconomie.view.hubs import around, initiatives
from wijkeconomie.view.ui import _


def show_places(area: str, year: int) -> None:
    """Places in an area and near its centre, nearest first."""
    table, missing = _found(ui.release_id(), ui.lang(), area, year)
    texts.heading(_("Hubs and third places nearby"))
    if table.empty:
        texts.plain(_("None is known in this area or within 1.5 km of its centre."))
        return
    st.html(_html(table, missing))


def show_initiatives(area: str) -> None:
    """Initiatives in an area, when there are any."""
    rows = initiatives.found("", area)
    if not rows.empty:
        texts.heading(_("Initiatives"))
        table = places.initiatives(ui.lang(), rows.sort_values("name"))
        st.html(_html(table, pd.Series(numbers.DASH, table.index)))


def _html(table: pd.DataFrame, missing: pd.Series) -> str:
    """Rows as text: there are few, and who prints the page or hears it read has them all.
    ``missing``: what stands where there is no number, a row, in the column of its name."""
    counts = table.select_dtypes("number")
    told = counts.map(lambda count: ui.number(count) if pd.notna(count) else numbers.DASH)
    if missing.name in counts:
        told[missing.name] = told[missing.name].where(counts[missing.name].notna(), missing)
    rows = table.astype(object)
    rows[counts.columns] = told
    return markup.table(rows.set_index(rows.columns[0]))


@st.cache_resource(show_spinner=False, max_entries=400)
def _found(release_id: str, lang: str, area: str, year: int) -> tuple[pd.DataFrame, pd.Series]:
    del release_id
    return around.found(lang, area, year, ui.rows)
