"""Tables that can be sorted and searched, also on a phone and in a narrow frame."""

from html import escape
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from wijkeconomie.view import charts, numbers, tables, ui
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.taking import empty

# In a frame names of more letters are broken over lines, so that figures are seen beside them.
LONG = 26


def twin(rows: pd.DataFrame, indicator: Indicator, *, is_alone: bool) -> None:
    """The same as a map in a table: folded, and made once it is unfolded, unless it is alone."""
    if is_alone:
        _twin(rows, indicator)
        return
    fold = st.expander(ui._("The same as a table"), key="twin", on_change="rerun")
    if fold.open:
        with fold:
            _twin(rows, indicator)


def _twin(rows: pd.DataFrame, indicator: Indicator) -> None:
    same, missing = tables.twin(ui.lang(), rows, indicator)
    table(same, indicator.decimals, missing)


def table(rows: pd.DataFrame, decimals: int = 0, missing: pd.Series | None = None) -> None:
    """Shows rows as a table that can be sorted and searched by keyboard, with numbers in the
    visitor's notation; ``decimals`` is for columns with fractions, ``missing`` says per row
    what stands where a number is missing (a dash unless given): in the column of its name when
    there is one, else in all."""
    told = pd.Series(numbers.DASH, rows.index) if missing is None else missing
    if ui.is_embedded() and rows.iloc[:, 0].astype(str).str.len().max() > LONG:
        st.html(_wrapped(rows, decimals, told))
        return
    counted = rows.select_dtypes("number")
    about = [c for c in counted if told.name not in rows or c == told.name]
    plain = pd.Series(numbers.DASH, rows.index)
    cells = [(told if c in about else plain)[rows[c].isna()] for c in counted]
    why = empty.reasons(told, counted[about].isna().any(axis=1)) if told.name in rows else None
    rows = rows if why is None else rows.assign(**{str(why.name): why})
    mark, thousands = charts.SEPARATORS[ui.lang()]
    whole = [c for c in rows.select_dtypes("number") if (rows[c].dropna() % 1 == 0).all()]
    parts = [c for c in rows.select_dtypes("number") if c not in whole]
    styled = rows.style
    for columns, precision in ((whole, 0), (parts, decimals)):
        notation: Any = {"precision": precision, "decimal": mark, "thousands": thousands}
        styled = styled.format(subset=columns, na_rep=numbers.DASH, **notation)
    with st.container(key=f"sideways-{crc32(repr([*rows]).encode())}"):
        st.dataframe(
            styled,
            width="stretch",
            hide_index=True,
            placeholder=empty.in_cells(pd.concat(cells)) if cells else numbers.DASH,
            column_config={str(rows.columns[0]): st.column_config.Column(pinned=True)},
        )
        st.caption(ui._("Move the table sideways for more columns."))


def _wrapped(rows: pd.DataFrame, decimals: int, told: pd.Series) -> str:
    """The same as a table of HTML, which breaks its texts and scrolls by keyboard."""
    whole = {c for c in rows if (pd.to_numeric(rows[c], "coerce").dropna() % 1 == 0).all()}
    head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in rows)
    lines = []
    for place, values in enumerate(rows.itertuples(index=False)):
        first, *others = (
            _cell(value, 0 if column in whole else decimals, str(told.iloc[place]))
            for column, value in zip(rows, values, strict=True)
        )
        lines.append(f'<tr><th scope="row">{first[1]}</th>')
        lines += [f'<td class="{kind}">{text}</td>' for kind, text in others]
    title = escape(ui._("The table"))
    return (
        f'<div class="compared listed" tabindex="0" role="region" aria-label="{title}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def _cell(value: Any, decimals: int, missing: str) -> tuple[str, str]:
    if isinstance(value, str):
        return "text", escape(value)
    known = value is not None and pd.notna(value)
    return "number", ui.number(value, decimals) if known else escape(missing)
