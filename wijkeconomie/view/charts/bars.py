"""Bars beside a reference."""

from functools import lru_cache
from math import isnan
from operator import itemgetter
from typing import Any

import altair as alt
import pandas as pd

from wijkeconomie.view import look, words
from wijkeconomie.view.charts.drawn import Drawn, amounts, empty, filled
from wijkeconomie.view.charts.style import FIGURE, styled, tooltip, written

ROW, TOLD = 26, 3
# The part of the width that a letter of a note such as "Protected" takes on a phone.
LETTER = 0.05
UNSIGNED = "datum.value ? format(datum.value, '{0}') : format(0, replace('{0}', '+', ''))"


def bars(lang: str, rows: pd.DataFrame, number_format: str = ".1f") -> Drawn:
    """Horizontal bars with a tick for the reference. ``rows``: label, value, reference, in
    order; a row without value stays empty and shows its ``note``, one of zero its 0. They may hold
    ``similar``, a mean that gets a diamond, and ``similar_areas``, of how many it is.
    ``rows.attrs`` may hold ``unit`` (behind numbers) and the titles of the columns in the table:
    ``label``, ``value``, ``reference`` and ``similar``; and ``is_fixed``, when the reference is the
    same for every row by its nature and is left out of the table."""
    spec = _spec(lang, len(rows), number_format, "similar" in rows)
    values = rows["value"].tolist()
    marks = {name: rows[name].tolist() for name in ("reference", "similar") if name in rows}
    notes = ["0" if v == 0 else note for v, note in zip(values, rows["note"], strict=True)]
    columns = {
        "label": rows["label"].tolist(),
        "at": list(range(len(rows))),
        "value": values,
        **marks,
        "note": notes,
        "beside": _beside(notes, amounts(rows["value"]), [amounts(rows[name]) for name in marks]),
    }
    return Drawn(
        filled(spec, columns),
        described(lang, rows, number_format),
        table(lang, rows, number_format),
    )


@lru_cache(maxsize=256)
def _spec(lang: str, count: int, number_format: str, has_similar: bool) -> dict[str, Any]:
    order = alt.EncodingSortField("at", op="min")
    y = alt.Y("label:N", title=None, sort=order, axis=alt.Axis(labelLimit=230))
    scale = alt.X(
        "value:Q", title=None, axis=alt.Axis(labelExpr=UNSIGNED.format(number_format), tickCount=4)
    )
    told = tooltip(lang, "label", ("value:Q", FIGURE, number_format))
    base = empty().encode(y=y)
    bar = base.mark_bar(color=look.ACCENT, height={"band": 0.62}).encode(x=scale, tooltip=told)
    tick = base.mark_tick(color=look.CONTRAST, thickness=3, size=20, aria=False).encode(
        x="reference:Q"
    )
    note = base.mark_text(align="left", dx=10, color=look.MUTED_TEXT, aria=False).encode(
        x="beside:Q", text="note:N"
    )
    layers = [bar, tick, *([_diamond(base)] if has_similar else []), note]
    return styled(lang, layers, ROW * count + 30).to_dict()


def _diamond(base: alt.Chart) -> alt.Chart:
    look_of = {"fill": "white", "stroke": look.TEXT, "strokeWidth": 1.5, "opacity": 1}
    mark = base.mark_point(shape="diamond", size=70, aria=False, **look_of)
    return mark.encode(x="similar:Q")


def _beside(notes: list[str], values: list[float], marks: list[list[float]]) -> list[float]:
    """Where a note begins: at zero, or behind each mark it would run into."""
    known = [v for each in (values, *marks) for v in each if not isnan(v)]
    letter = LETTER * max(known, default=0.0)
    return [
        _behind(sorted(v for v in row if not isnan(v)), letter * len(note))
        for note, *row in zip(notes, *marks, strict=True)
    ]


def _behind(marks: list[float], room: float) -> float:
    begin = 0.0
    for mark in marks:
        begin = mark if begin <= mark < begin + room else begin
    return begin


def described(lang: str, rows: pd.DataFrame, number_format: str) -> str:
    """Bars in words: the highest ones, and what has no figure."""
    unit = rows.attrs.get("unit", "")
    pairs = list(zip(rows["label"].tolist(), amounts(rows["value"]), strict=True))
    known = sorted((p for p in pairs if not isnan(p[1])), key=itemgetter(1), reverse=True)
    if not known:
        return words.translate(lang, "There are no figures to draw.")
    listed = ", ".join(f"{n} {written(lang, v, number_format, unit)}" for n, v in known[:TOLD])
    told = [words.translate(lang, "Highest: {listed}.", listed=listed)]
    if missing := [name for name, value in pairs if isnan(value)]:
        told.append(words.translate(lang, "No figure: {listed}.", listed=", ".join(missing)))
    return " ".join(told)


def table(lang: str, rows: pd.DataFrame, number_format: str) -> pd.DataFrame:
    """The same in text: value and reference by label."""
    unit = rows.attrs.get("unit", "")
    titles = {
        name: rows.attrs.get(name) or words.translate(lang, title)
        for name, title in (("value", words.mark("Value")), ("reference", words.mark("Beside")))
    }
    columns = {
        titles["value"]: [
            note if isnan(v) and note else written(lang, v, number_format, unit)
            for v, note in zip(amounts(rows["value"]), rows["note"].tolist(), strict=True)
        ]
    }
    references = amounts(rows["reference"])
    if not rows.attrs.get("is_fixed") and not all(map(isnan, references)):
        beside = [written(lang, v, number_format, unit) for v in references]
        columns[titles["reference"]] = beside
    if "similar" in rows and rows["similar"].notna().any():
        pairs = zip(rows["similar"], rows["similar_areas"], strict=True)
        columns[rows.attrs["similar"]] = [
            written(lang, v, number_format, unit) + ("" if pd.isna(v) else f" ({count:.0f})")
            for v, count in pairs
        ]
    return pd.DataFrame(columns, index=pd.Index(rows["label"], name=rows.attrs.get("label")))
