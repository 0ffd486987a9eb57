"""Tables as they stand on a page, most worked out from published rows, as files."""

import io
from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from wijkeconomie import formulas
from wijkeconomie.view import query, ui
from wijkeconomie.view.exports import rows
from wijkeconomie.view.ui import _

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = 31


def show(tables: Mapping[str, pd.DataFrame]) -> None:
    """Offers the tables a page shows, by their titles: each as CSV, all of them in one workbook."""
    st.header(_("As it stands here"), anchor=False)
    st.caption(
        _(
            "This is made on this page and not published itself, so it has no link of its own. The "
            "published rows that go with it are below."
        )
    )
    named, lang = dict(tables), ui.lang()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = next(iter(named))
        if len(named) > 1:
            title = st.selectbox(_("Table"), list(named), key="seen-table", width=420)
        source, page = rows.source_line(lang), st.session_state["page"]
        edition = "internal-" if query.is_internal() else ""
        name = f"wijkeconomie-{edition}{page}"
        _offer(_("CSV"), f"{name}.csv", "text/csv", partial(csv, named[title], source))
        _offer(_("Excel"), f"{name}.xlsx", EXCEL, partial(workbook, named, source))


def _offer(title: str, name: str, media_type: str, make: "partial[bytes]") -> None:
    st.download_button(
        _("Download {format}", format=title),
        make,
        file_name=name,
        mime=media_type,
        on_click="ignore",
        icon=":material/download:",
        key=f"seen-{name}",
    )


def csv(table: pd.DataFrame, source: str) -> bytes:
    """A table as CSV after RFC 4180 in UTF-8, with a last column ``citation``."""
    whole = _whole(table).assign(citation=source)
    return whole.to_csv(index=False, lineterminator="\r\n").encode()


def workbook(tables: Mapping[str, pd.DataFrame], source: str) -> bytes:
    """Tables as a workbook, a sheet each under a frozen header, with a last column ``citation``."""
    stream = io.BytesIO()
    plain = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(stream, engine="xlsxwriter", engine_kwargs=plain) as book:
        for number, (title, table) in enumerate(tables.items(), 1):
            named = "".join(mark for mark in title if mark.isalnum() or mark == " ")
            sheet = f"{number} {named}"[:SHEET].strip()
            whole = _whole(table).assign(citation=source)
            whole.to_excel(book, sheet_name=sheet, index=False, freeze_panes=(1, 0))
    return stream.getvalue()


def _whole(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its index, where that says something, whole numbers whole, and without
    formulas."""
    named = table.reset_index() if table.index.name is not None else table
    return formulas.neutral_frame(named.convert_dtypes())
