"""CSV, as programs and as Dutch spreadsheets read it."""

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from wijkeconomie import formulas
from wijkeconomie.view.exports import rows
from wijkeconomie.view.exports.columns import Column
from wijkeconomie.view.exports.selection import Selection

MARK = "\ufeff".encode()


def make(asked: Selection) -> Iterator[bytes]:
    """CSV after RFC 4180, with a last column ``citation``, in UTF-8 with a decimal point. Dialect
    ``nl`` has semicolons, decimal commas, a byte order mark, and an en dash in size classes, as
    Excel would take 2-9 for a date. Text that a spreadsheet would run is preceded by an
    apostrophe; in ``nl`` also text of no code that it would read as a number or a date (007)."""
    source, batches = rows.source_line(asked.lang), rows.coded(asked)
    is_dutch = asked.dialect == "nl"
    free = {each.name for each in rows.described(asked) if _is_free(each)}

    def parts() -> Iterator[bytes]:
        if is_dutch:
            yield MARK
        for position, batch in enumerate(batches):
            safe = formulas.neutral_batch(_cited(batch, source))
            shown = _dutch(safe, free) if is_dutch else safe
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


def _is_free(column: Column) -> bool:
    """Whether a text can be any: a name or a remark, and no code."""
    is_code = bool(column.dimension) and column.role != "name" and not column.is_translated
    return column.type == "string" and not is_code


def _dutch(batch: pa.RecordBatch, free: set[str]) -> pa.RecordBatch:
    pairs = zip(batch.schema, batch.columns, strict=True)
    arrays = [_dutch_column(field, column, free) for field, column in pairs]
    return pa.RecordBatch.from_arrays(arrays, names=batch.schema.names)


def _dutch_column(field: pa.Field, column: pa.Array, free: set[str]) -> pa.Array:
    if pa.types.is_floating(field.type):
        return _replaced(column.cast(pa.string()), ".", ",")
    if field.name == "size_class":
        dashed = _replaced(column.dictionary, "-", "–")
        return pa.DictionaryArray.from_arrays(column.indices, dashed)
    if field.name in free and pa.types.is_dictionary(column.type):
        kept = formulas.kept_text(column.dictionary)
        return pa.DictionaryArray.from_arrays(column.indices, kept)
    return column


def _replaced(column: pa.Array, old: str, new: str) -> pa.Array:
    return pc.call_function("replace_substring", [column], pc.ReplaceSubstringOptions(old, new))
