"""Bars beside a reference."""

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from wijkeconomie.view import look, words
from wijkeconomie.view.charts.drawn import Drawn, empty, filled
from wijkeconomie.view.charts.style import styled, written

ROW, TOLD = 26, 3
# The part of the width that a note such as "Protected" takes.
NARROW = 0.3
UNSIGNED = "datum.value ? format(datum.value, '{0}') : format(0, replace('{0}', '+', ''))"


def bars(lang: str, rows: pd.DataFrame, number_format: str = ".1f") -> Drawn:
    """Horizontal bars with a tick for the reference. ``rows``: label, value, reference, in
    order; a row without value stays empty and shows its ``note``, one of zero its 0. They may hold
    ``similar``, a mean that gets a diamond, and ``similar_areas``, of how many it is.
    ``rows.attrs`` may hold ``unit`` (behind numbers) and the titles of the columns in the table:
    ``label``, ``value``, ``reference`` and ``similar``."""
    names = [n for n in ("label", "value", "reference", "similar") if n in rows]
    spec = _spec(lang, tuple(rows["label"]), number_format, "similar" in rows)
    drawn = rows[names].assign(
        note=rows["note"].mask(rows["value"] == 0, "0"), beside=_beside(rows)
    )
    return Drawn(
        filled(spec, drawn),
        described(lang, rows, number_format),
        table(lang, rows, number_format),
    )


@lru_cache(maxsize=256)
def _spec(
    lang: str, labels: tuple[str, ...], number_format: str, has_similar: bool
) -> dict[str, Any]:
    y = alt.Y("label:N", title=None, sort=list(labels), axis=alt.Axis(labelLimit=230))
    scale = alt.X(
        "value:Q", title=None, axis=alt.Axis(labelExpr=UNSIGNED.format(number_format), tickCount=4)
    )
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("value:Q", title=" ", format=number_format),
    ]
    base = empty().encode(y=y)
    bar = base.mark_bar(color=look.ACCENT, height={"band": 0.62}).encode(x=scale, tooltip=tooltip)
    tick = base.mark_tick(color=look.CONTRAST, thickness=3, size=20, aria=False).encode(
        x="reference:Q"
    )
    note = base.mark_text(align="left", dx=10, color=look.MUTED_TEXT, aria=False).encode(
        x="beside:Q", text="note:N"
    )
    layers = [bar, tick, *([_diamond(base)] if has_similar else []), note]
    return styled(lang, layers, ROW * len(labels) + 30).to_dict()


def _diamond(base: alt.Chart) -> alt.Chart:
    look_of = {"fill": "white", "stroke": look.TEXT, "strokeWidth": 1.5, "opacity": 1}
    mark = base.mark_point(shape="diamond", size=70, aria=False, **look_of)
    return mark.encode(x="similar:Q")


def _beside(rows: pd.DataFrame) -> pd.Series:
    """Where a note begins: at zero, or behind each mark it would run into."""
    names = [name for name in ("reference", "similar") if name in rows]
    marks = rows[names].astype(float)
    room = NARROW * rows[["value", *names]].astype(float).max().max()
    begin = pd.Series(0.0, rows.index)
    for _mark in names:
        is_near = marks.ge(begin, axis=0) & marks.lt(begin + room, axis=0)
        begin = marks.where(is_near).max(axis=1).fillna(begin)
    return begin


def described(lang: str, rows: pd.DataFrame, number_format: str) -> str:
    """Bars in words: the highest ones, and what has no figure."""
    unit = rows.attrs.get("unit", "")
    known = rows[rows["value"].notna()].sort_values("value", ascending=False, kind="stable")
    if known.empty:
        return words.translate(lang, "There are no figures to draw.")
    pairs = zip(known["label"].head(TOLD), known["value"].head(TOLD), strict=True)
    listed = ", ".join(f"{name} {written(lang, v, number_format, unit)}" for name, v in pairs)
    told = [words.translate(lang, "Highest: {listed}.", listed=listed)]
    if missing := rows.loc[rows["value"].isna(), "label"].tolist():
        told.append(words.translate(lang, "No figure: {listed}.", listed=", ".join(missing)))
    return " ".join(told)


def table(lang: str, rows: pd.DataFrame, number_format: str) -> pd.DataFrame:
    """The same in text: value and reference by label."""
    unit = rows.attrs.get("unit", "")
    titles = {
        name: rows.attrs.get(name) or words.translate(lang, title)
        for name, title in (("value", words.mark("Value")), ("reference", words.mark("Beside")))
    }
    notes = zip(rows["value"], rows["note"], strict=True)
    columns = {
        titles["value"]: [
            note if pd.isna(v) and note else written(lang, v, number_format, unit)
            for v, note in notes
        ]
    }
    if rows["reference"].notna().any():
        beside = [written(lang, v, number_format, unit) for v in rows["reference"]]
        columns[titles["reference"]] = beside
    if "similar" in rows and rows["similar"].notna().any():
        pairs = zip(rows["similar"], rows["similar_areas"], strict=True)
        columns[rows.attrs["similar"]] = [
            written(lang, v, number_format, unit) + ("" if pd.isna(v) else f" ({count:.0f})")
            for v, count in pairs
        ]
    return pd.DataFrame(columns, index=pd.Index(rows["label"], name=rows.attrs.get("label")))
