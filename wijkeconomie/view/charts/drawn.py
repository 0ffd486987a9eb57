"""A chart with the same in words and in a table, so that none is shown without."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from wijkeconomie.view.charts.style import Chart

ROWS = "rows"


@dataclass(frozen=True)
class Drawn:
    """A chart: its Vega-Lite ``spec``, what it shows in ``words``, and the same as ``table``, with
    text as the visitor reads it."""

    spec: dict[str, Any]
    words: str
    table: pd.DataFrame


def drawn(chart: Chart, words: str, table: pd.DataFrame) -> Drawn:
    """A chart with its words and its table."""
    return Drawn(chart.to_dict(), words, table)


def has_figures(drawn: Drawn) -> bool:
    """Whether there is anything to see: a chart of protected figures alone would be empty axes.
    Charts that were not made ``empty``, as outlines and points, are made only of what is there."""
    rows = drawn.spec.get("datasets", {}).get(ROWS)
    return rows is None or any(
        row.get(name) is not None for row in rows for name in ("value", "x", "least")
    )


def empty() -> alt.Chart:
    """A chart whose rows come later. Making one takes Altair long, filling it no time: charts of
    one kind are made once."""
    return alt.Chart(alt.NamedData(ROWS))


def amounts(values: pd.Series) -> list[float]:
    """Values as plain numbers, nan where one is missing."""
    return values.to_numpy(float, na_value=float("nan")).tolist()


def lists(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """Columns of rows as lists of plain values."""
    return {str(name): rows[name].tolist() for name in rows}


def filled(spec: dict[str, Any], columns: Mapping[str, list[Any]]) -> dict[str, Any]:
    """The spec of a chart that was made ``empty``, with its rows, given as columns."""
    told = [[None if pd.isna(value) else value for value in each] for each in columns.values()]
    values = [dict(zip(columns, cells, strict=True)) for cells in zip(*told, strict=True)]
    return spec | {"datasets": {**spec.get("datasets", {}), ROWS: values}}
