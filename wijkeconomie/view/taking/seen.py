"""Tables as they stand on a page, most worked out from published rows, as files of data."""

import io
from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from wijkeconomie import formulas
from wijkeconomie.view import ui
from wijkeconomie.view.exports import file_names, rows
from wijkeconomie.view.ui import _

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = 31
WIDEST, MARGIN = 60, 2
Tables = Mapping[str, pd.DataFrame]


def show(tables: Tables) -> None:
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
        table, source = named[title], rows.source_line(lang)
        page = st.session_state["page"]
        call = partial(file_names.of_table, [page, title], table)
        make = partial(csv, table, source)
        _offer(_("CSV"), call("csv", lang), "text/csv", make)
        dutch = _("{format} for Dutch Excel", format=_("CSV"))
        _offer(dutch, call("csv", lang, "nl"), "text/csv", partial(make, is_dutch=True))
        book = [page, *([title] if len(named) == 1 else [])]
        _offer(
            _("Excel"),
            file_names.of_table(book, table, "xlsx", lang),
            EXCEL,
            partial(workbook, named, source),
        )


def _offer(title: str, name: str, media_type: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        _("Download {format}", format=title),
        make,
        file_name=name,
        mime=media_type,
        on_click="ignore",
        icon=":material/download:",
        key=f"seen-{title}",
    )


def csv(table: pd.DataFrame, source: str, *, is_dutch: bool = False) -> bytes:
    """A table as CSV after RFC 4180 in UTF-8, with a last column ``citation``. In Dutch with
    semicolons, decimal commas and a byte order mark, as its spreadsheets read it."""
    whole = _whole(table).assign(citation=source)
    separator, point = (";", ",") if is_dutch else (",", ".")
    text = whole.to_csv(index=False, lineterminator="\r\n", sep=separator, decimal=point)
    return text.encode("utf-8-sig" if is_dutch else "utf-8")


def workbook(tables: Tables, source: str) -> bytes:
    """Tables as a workbook, a sheet each under a frozen header, with a last column ``citation``.
    Numbers and dates are cells of that kind."""
    stream = io.BytesIO()
    plain = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    more = {"engine_kwargs": plain, "datetime_format": "yyyy-mm-dd"}
    with pd.ExcelWriter(stream, engine="xlsxwriter", **more) as book:
        for number, (title, table) in enumerate(tables.items(), 1):
            named = "".join(mark for mark in title if mark.isalnum() or mark == " ")
            sheet = f"{number} {named}"[:SHEET].strip()
            whole = _whole(table).assign(citation=source)
            whole.to_excel(book, sheet_name=sheet, index=False, freeze_panes=(1, 0))
            for place, column in enumerate(whole):
                longest = max(map(len, [str(column), *map(str, whole[column])]))
                book.sheets[sheet].set_column(place, place, min(longest, WIDEST) + MARGIN)
    return stream.getvalue()


def _whole(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its index, where that says something, whole numbers whole, and without
    formulas."""
    named = table.reset_index() if table.index.name is not None else table
    return formulas.neutral_frame(named.convert_dtypes())
