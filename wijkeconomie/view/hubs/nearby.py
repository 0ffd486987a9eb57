"""In the profile of an area: places in and near it, with whom they reach, and its initiatives."""

from datetime import date

import pandas as pd
import streamlit as st

from wijkeconomie.view import markup, numbers, ui
from wijkeconomie.view.hubs import around
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.ui import _

FIRST = 10


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def html(release_id: str, lang: str, area: str, year: int, today: date) -> str:
    """Places in an area and near its centre, nearest first, and initiatives in it, as HTML. Which
    initiatives have expired differs from day to day."""
    del release_id, today
    return _places(lang, area, year) + _initiatives(lang, area, year)


def _places(lang: str, area: str, year: int) -> str:
    table, missing = around.found(lang, area, year, ui.rows)
    is_whole = area.startswith("GM")
    heading = markup.heading(
        _("Hubs and third places") if is_whole else _("Hubs and third places nearby")
    )
    if table.empty:
        none = _("None is known in this area or within 1.5 km of its centre.")
        return heading + markup.paragraph(none)
    first, rest = table.head(FIRST), table.iloc[FIRST:]
    told = heading + _html(first, missing.head(FIRST))
    if rest.empty:
        return told
    more = _("{count} more places", count=ui.number(len(rest)))
    return told + markup.fold(more, _html(rest, missing.iloc[FIRST:]), "fold rest")


def _initiatives(lang: str, area: str, year: int) -> str:
    table = around.initiatives(lang, area, year)
    if table.empty:
        return ""
    return markup.heading(_("Initiatives")) + _html(table, pd.Series(numbers.DASH, table.index))


def _html(table: pd.DataFrame, missing: pd.Series) -> str:
    """Rows as text: who prints the page or hears it read has them all.
    ``missing``: what stands where there is no number, a row, in the column of its name."""
    counts = table.select_dtypes("number")
    told = counts.map(lambda count: ui.number(count) if pd.notna(count) else numbers.DASH)
    if missing.name in counts:
        told[missing.name] = told[missing.name].where(counts[missing.name].notna(), missing)
    rows = table.astype(object)
    rows[counts.columns] = told
    return markup.table(rows.set_index(rows.columns[0]))
