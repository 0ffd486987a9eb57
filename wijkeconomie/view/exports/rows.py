"""Rows of a selection as they go into every file and onto every screen."""

from collections.abc import Callable, Iterator

import pandas as pd
import pyarrow as pa

from wijkeconomie import settings
from wijkeconomie.view import editions, query, words
from wijkeconomie.view.exports import columns, reader, selection
from wijkeconomie.view.exports.columns import Column
from wijkeconomie.view.exports.selection import Selection


def batches(asked: Selection) -> Iterator[pa.RecordBatch]:
    """Rows of a selection in Arrow, some at a time: the columns asked for, names in words beside
    codes, empty cells null. The first batch has no rows."""
    return (_mapped(batch, _decoded) for batch in coded(asked))


def coded(asked: Selection) -> Iterator[pa.RecordBatch]:
    """The same with a dictionary a batch for each column of texts: what is done to a text is done
    once for all rows that have it."""
    read = reader.batches(f"table_{asked.table}", selection.shape(asked), asked.filters)
    wanted = described(asked)
    return (_named(_mapped(batch, _coded), wanted, asked) for batch in read)


def described(asked: Selection) -> list[Column]:
    """Columns of a selection, in their order."""
    known = {column.name: column for column in columns.of(asked.table)}
    return [known[name] for name in asked.columns or known]


def frame(asked: Selection) -> pd.DataFrame:
    """Rows of a selection: whole numbers stay whole where cells are empty."""
    whole = pa.Table.from_batches(batches(asked))
    return whole.to_pandas(types_mapper=_PANDAS.get)


def source_line(lang: str) -> str:
    """Where figures come from, in a few words: the release, that it is a sample, and the site where
    its address is set."""
    release, site = query.release(), settings.site_url()
    line = f"Wijkeconomie {release.release_id}"
    if release.is_sample:
        line += ", " + words.translate(lang, "sample data (synthetic)")
    if release.edition == "internal":
        line += ", " + words.translate(lang, editions.INTERNAL)
    if site:
        line += f", {site}"
    return line


def _named(batch: pa.RecordBatch, wanted: list[Column], asked: Selection) -> pa.RecordBatch:
    there = dict(zip(batch.schema.names, batch.columns, strict=True))
    arrays = [_told(there, column, asked.lang) for column in wanted]
    return pa.RecordBatch.from_arrays(arrays, names=[column.name for column in wanted])


def _told(there: dict[str, pa.Array], column: Column, lang: str) -> pa.Array:
    """A column as it stands; texts and names in words, of the codes beside them, in a language."""
    if column.name in there and not column.is_translated:
        return there[column.name]
    texts = there[columns.code_of(column)]
    told = [columns.told(lang, column, text) for text in texts.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(texts.indices, pa.array(told, pa.string()))


def _mapped(batch: pa.RecordBatch, change: Callable[[pa.Array], pa.Array]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([*map(change, batch.columns)], names=batch.schema.names)


def _coded(column: pa.Array) -> pa.Array:
    return column.dictionary_encode() if pa.types.is_string(column.type) else column


def _decoded(column: pa.Array) -> pa.Array:
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


_PANDAS = {
    pa.int32(): pd.Int64Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype(),
    pa.date32(): pd.ArrowDtype(pa.date32()),
}
