"""A chart with the same in words and in a table, so that none is shown without."""

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


def empty() -> alt.Chart:
    """A chart whose rows come later. Making one takes Altair long, filling it no time: charts of
    one kind are made once."""
    return alt.Chart(alt.NamedData(ROWS))


def filled(spec: dict[str, Any], rows: pd.DataFrame) -> dict[str, Any]:
    """The spec of a chart that was made ``empty``, with its rows."""
    columns = [[None if pd.isna(v) else v for v in rows[name].tolist()] for name in rows]
    names = [str(name) for name in rows]
    values = [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
    return spec | {"datasets": {**spec.get("datasets", {}), ROWS: values}}
