"""CSV, as programs and as Dutch spreadsheets read it."""

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from wijkeconomie import formulas
from wijkeconomie.view.exports import rows
from wijkeconomie.view.exports.selection import Selection

MARK = "\ufeff".encode()


def make(asked: Selection) -> Iterator[bytes]:
    """CSV after RFC 4180, with a last column ``citation``, in UTF-8 with a decimal point. Dialect
    ``nl`` has semicolons, decimal commas, a byte order mark, and an en dash in size classes, as
    Excel would take 2-9 for a date. Text that a spreadsheet would run is preceded by an
    apostrophe."""
    source, batches = rows.source_line(asked.lang), rows.coded(asked)
    is_dutch = asked.dialect == "nl"

    def parts() -> Iterator[bytes]:
        if is_dutch:
            yield MARK
        for position, batch in enumerate(batches):
            safe = formulas.neutral_batch(_cited(batch, source))
            shown = _dutch(safe) if is_dutch else safe
            yield _written(shown, is_dutch=is_dutch, has_header=position == 0)

    return parts()


def _cited(batch: pa.RecordBatch, source: str) -> pa.RecordBatch:
    same = pa.repeat(pa.scalar(0, pa.int32()), len(batch))
    return batch.append_column("citation", pa.DictionaryArray.from_arrays(same, [source]))


def _written(batch: pa.RecordBatch, *, is_dutch: bool, has_header: bool) -> bytes:
    stream = io.BytesIO()
    options = csv.WriteOptions(
        include_header=has_header,
        batch_size=max(1, len(batch)),
        delimiter=";" if is_dutch else ",",
        eol="\r\n",
        quoting_style="needed",
        quoting_header="needed",
    )
    csv.write_csv(batch, stream, options)
    return stream.getvalue()


def _dutch(batch: pa.RecordBatch) -> pa.RecordBatch:
    arrays = map(_dutch_column, batch.schema, batch.columns)
    return pa.RecordBatch.from_arrays(list(arrays), names=batch.schema.names)


def _dutch_column(field: pa.Field, column: pa.Array) -> pa.Array:
    if pa.types.is_floating(field.type):
        return _replaced(column.cast(pa.string()), ".", ",")
    if field.name == "size_class":
        dashed = _replaced(column.dictionary, "-", "–")
        return pa.DictionaryArray.from_arrays(column.indices, dashed)
    return column


def _replaced(column: pa.Array, old: str, new: str) -> pa.Array:
    return pc.call_function("replace_substring", [column], pc.ReplaceSubstringOptions(old, new))
