"""A chart made ready for a page: what takes time, done once for all who look."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from wijkeconomie.view import markup, words
from wijkeconomie.view.charts.drawn import Drawn


@dataclass(frozen=True)
class Ready:
    """A chart: its Vega-Lite ``spec`` with rows as bytes of Arrow, its ``title``, and ``below``:
    HTML with the same in words and as a table, folded."""

    spec: dict[str, Any]
    title: str
    below: str


def ready(lang: str, drawn: Drawn, title: str) -> Ready:
    """A chart as pages send it to the browser."""
    datasets = {name: _packed(rows) for name, rows in drawn.spec.get("datasets", {}).items()}
    same = [markup.paragraph(drawn.words)] if drawn.words else []
    message = (
        words.mark("The same in words and as a table")
        if same
        else words.mark("The same as a table")
    )
    inside = "".join([*same, markup.table(drawn.table)])
    below = markup.fold(words.translate(lang, message), inside)
    return Ready(drawn.spec | {"datasets": datasets}, title, below)


def _packed(rows: Any) -> Any:
    """Rows as Streamlit would send them; outlines as they are."""
    if not isinstance(rows, list) or (rows and "geometry" in rows[0]):
        return rows
    table = pa.Table.from_pandas(pd.DataFrame(rows))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()
