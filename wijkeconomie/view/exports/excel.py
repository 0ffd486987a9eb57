"""Excel workbooks: the rows, and a sheet that explains them."""

import io
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import xlsxwriter

from wijkeconomie import formulas
from wijkeconomie.view import numbers, query, words
from wijkeconomie.view.exports import rows
from wijkeconomie.view.exports.selection import Selection

WIDTH = 16


def make(asked: Selection) -> Iterator[bytes]:
    """Excel workbook: the rows, typed, under a frozen header, and a sheet that explains them."""
    batches, lang, stream = rows.batches(asked), asked.lang, io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        book.set_properties({"title": rows.source_line(lang)})
        _write_rows(book, batches, words.translate(lang, "Table"))
        _write_notes(book, lang)
    return iter([stream.getvalue()])


def _write_rows(book: xlsxwriter.Workbook, batches: Iterator[pa.RecordBatch], name: str) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    last, columns = 0, []
    for batch in batches:
        if not columns:
            columns = batch.schema.names
            sheet.set_column(0, len(columns) - 1, WIDTH)
            sheet.write_row(0, 0, columns, book.add_format({"bold": True, "bottom": 1}))
        kinds = [day if pa.types.is_date(kind) else None for kind in batch.schema.types]
        safe = formulas.neutral_batch(batch)
        for values in zip(*(column.to_pylist() for column in safe.columns), strict=True):
            last += 1
            for column, value in enumerate(values):
                if value is not None:
                    sheet.write(last, column, value, kinds[column])
    if last:
        sheet.autofilter(0, 0, last, len(columns) - 1)


def _flags(release: query.Release) -> list[str]:
    """Flags that can occur: nothing is protected or distorted in the internal edition."""
    return [c for c in words.codes("flag") if release.edition == "public" or c in ("u", "x", "e")]


def _write_notes(book: xlsxwriter.Workbook, lang: str) -> None:
    sheet = book.add_worksheet(words.translate(lang, "Explanation"))
    release = query.release()
    last = pd.Timestamp(release.reference_dates[-1]).date()
    lines = [
        (words.translate(lang, "Source"), rows.source_line(lang)),
        (words.translate(lang, "Latest reference date"), numbers.day(lang, last)),
        (words.translate(lang, "Protection"), words.translate(lang, release.protection)),
        *((code, words.label(lang, "flag", code)) for code in _flags(release)),
    ]
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for row, (term, meaning) in enumerate(lines):
        sheet.write_string(row, 0, term)
        sheet.write_string(row, 1, meaning)
