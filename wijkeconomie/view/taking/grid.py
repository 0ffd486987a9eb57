"""The first rows of a selection on the screen, in words and in the visitor's notation."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from wijkeconomie.view import charts, filters, numbers, query, show, ui, words
from wijkeconomie.view.exports import columns, rows
from wijkeconomie.view.exports.columns import Column
from wijkeconomie.view.exports.selection import Selection
from wijkeconomie.view.taking import dated, empty, totals
from wijkeconomie.view.taking.behind import Given
from wijkeconomie.view.ui import _

SHOWN, WHY = 500, "why"
# What rows are of, which stays in sight; what is told with it already; in px.
NAMES, BESIDE = ("area_name", "place_name", "h3"), ("area_code", "level")
WIDE = {True: 155, False: 125}
STATES = {"c": "protected", "u": "unknown", "x": "not_applicable"}
DECIMALS = {"share": 3, "degrees": 5}


def show_rows(asked: Selection, count: int) -> None:
    """A grid of the first rows: headings explain themselves, empty figures say why."""
    described = rows.described(asked)
    shown, told = _with_reasons(asked)
    figures = [column.name for column in described if column.role == "measure"]
    is_list = not figures
    why = empty.reasons(told, shown[figures].isna().any(axis=1))
    order = ordered(shown, described, is_chosen=bool(asked.columns))
    if why is not None:
        shown[WHY] = why
        order.insert(1 + max(map(order.index, figures)), WHY)
    if count > SHOWN:
        first = _("The first {count} rows are shown here.", count=ui.number(SHOWN))
        alone = _("A press on a heading sorts these rows alone; Order sorts them all.")
        st.caption(f"{first} {alone}")
    st.dataframe(
        styled(shown, described),
        hide_index=True,
        width="stretch",
        height=520 if count > 12 else "auto",
        placeholder=empty.in_cells(_of_cells(shown[figures], told)),
        column_order=order,
        column_config={
            WHY: str(why.name) if why is not None else None,
        }
        | {
            column.name: st.column_config.Column(
                headed(column),
                help=_(column.definition),
                pinned=column.name in NAMES,
                width=_width(column) if not is_list else None,
            )
            for column in described
        },
    )


def _width(column: Column) -> int | None:
    return WIDE[column.name in NAMES] if column.role == "name" else None


def ordered(shown: pd.DataFrame, described: list[Column], *, is_chosen: bool) -> list[str]:
    """Columns as they stand on the screen: as they are chosen, else so that figures are seen at
    once: names of what rows are of, figures, and then what is the same in all rows, and codes."""

    def place(column: Column) -> int:
        if column.has_names:
            return 5
        if column.name in NAMES:
            return 0
        if column.role in ("measure", "flag"):
            return 2 if column.role == "measure" else 3
        is_beside = column.role == "attribute" or columns.code_of(column) in BESIDE
        return 4 if is_beside or shown[column.name].nunique(dropna=False) < 2 else 1

    has_figures = any(column.role == "measure" for column in described)
    if is_chosen:
        return [column.name for column in described]
    if not has_figures:
        return [c.name for c in sorted(described, key=lambda column: column.has_names)]
    return [column.name for column in sorted(described, key=place)]


def dates(table: str, given: Given) -> str:
    """The reference dates of the rows in words, empty of a list without years."""
    years = map(int, given.get("year", query.release().years))
    return dated.through(years) if "year" in filters.names(table) else ""


def show_total(asked: Selection) -> None:
    """The total of the rows as the release publishes it, a row a year; or that there is none.
    Nothing of a list, which has no totals."""
    if not totals.are_there(asked.table):
        return
    found = totals.published(asked)
    if found.empty:
        st.caption(_("The release publishes no total of these rows."))
        return
    name = words.plain(str(found["area_name"].iloc[0]))
    title = _("Total as published, {area}", area=name)
    st.markdown(f"**{title}**")
    measures = [c for c in columns.of(asked.table) if c.role == "measure"]
    told = found["flag"].map(STATES)
    lines = {
        _(column.title): [
            _written(value, state) for value, state in zip(found[column.name], told, strict=True)
        ]
        for column in measures
    }
    apart = [c for c in columns.of(asked.table) if c.name in _varying(asked, found)]
    labels = [" – ".join(map(str, line)) for line in found[[c.name for c in apart]].to_numpy()]
    index = pd.Index(labels, name=", ".join(_(column.title) for column in apart))
    show.facts(pd.DataFrame(lines, index=index))
    if not query.is_internal():
        st.caption(_("Rounded by itself, so it differs a little from the sum of the rows."))


def _varying(asked: Selection, found: pd.DataFrame) -> list[str]:
    """Year, and what else tells totals apart, in words."""
    several = [c.name for c in columns.of(asked.table) if c.role in ("dimension", "name")]
    named = {columns.code_of(c) for c in columns.of(asked.table) if c.role == "name"}
    return [
        name
        for name in several
        if name == "year" or (name not in named and found[name].nunique() > 1)
    ]


def _written(value: float | None, state: object) -> str:
    if pd.notna(value):
        return ui.number(value)
    return ui.label("state", str(state)) if isinstance(state, str) else numbers.DASH


def headed(column: Column) -> str:
    """The heading of a column: codes beside names say that they are codes."""
    title = _(column.title)
    return _("{title}: code", title=title) if column.has_names else title


def styled(shown: pd.DataFrame, described: list[Column]) -> object:
    """Rows with numbers in the visitor's notation, and years as they are."""
    mark, thousands = charts.SEPARATORS[ui.lang()]
    made = shown.style
    for column in described:
        if column.type not in ("integer", "number"):
            continue
        is_year = column.dimension == "year" or column.name.endswith(("_year", "_since"))
        notation = {
            "precision": DECIMALS.get(column.unit, 1) if column.type == "number" else 0,
            "decimal": mark,
            "thousands": "" if is_year else thousands,
        }
        made = made.format(subset=[column.name], na_rep=numbers.DASH, **notation)
    return made


def _with_reasons(asked: Selection) -> tuple[pd.DataFrame, pd.Series]:
    """The first rows as asked for, and what their flags say, also where those are not asked for."""
    whole = rows.frame(replace(asked.page(SHOWN), columns=()))
    flags = whole["flag"] if "flag" in whole else pd.Series("", whole.index)
    told = flags.map({flag: ui.label("state", state) for flag, state in STATES.items()})
    shown = whole[list(asked.columns)].copy() if asked.columns else whole
    return shown, told.astype(object).where(told.notna(), numbers.DASH)


def _of_cells(figures: pd.DataFrame, told: pd.Series) -> pd.Series:
    """The reasons of all empty figures."""
    return pd.concat([told[figures[name].isna()] for name in figures] or [told.iloc[:0]])
