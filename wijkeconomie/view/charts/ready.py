"""A chart made ready for a page: what takes time, done once for all who look."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from wijkeconomie.view import markup, words
from wijkeconomie.view.charts.drawn import Drawn

EXAMPLES = {str: "", int: 0, float: 0.5, bool: True, type(None): None}


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
    names = list(rows[0]) if rows else []
    columns = [[row[name] for row in rows] for name in names]
    kinds = tuple(frozenset(map(type, column)) for column in columns)
    schema = _schema(tuple(names), kinds, len(rows))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_table(pa.table([*map(_array, columns, schema.types)], schema=schema))
    return sink.getvalue().to_pybytes()


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    known = np.array(values, float) if kind == pa.float64() else values
    return pa.array(known, kind, from_pandas=True)


@lru_cache(maxsize=512)
def _schema(names: tuple[str, ...], kinds: tuple[frozenset[type], ...], count: int) -> pa.Schema:
    """What pandas makes of columns with values of these kinds, in so many rows: asking takes longer
    than packing."""
    made = [[EXAMPLES[kind] for kind in sorted(each, key=repr)] for each in kinds]
    rows = {
        n: [each[i % len(each)] for i in range(max(count, 3))]
        for n, each in zip(names, made, strict=True)
    }
    return pa.Table.from_pandas(pd.DataFrame(rows).head(count)).schema
