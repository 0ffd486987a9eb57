"""Excel workbooks: the rows, and a sheet that explains them."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import chain

import pyarrow as pa
import xlsxwriter

from wijkeconomie import formulas
from wijkeconomie.view.exports import about, explanation, rows, selection, sheet_text
from wijkeconomie.view.exports.about import About
from wijkeconomie.view.exports.archive import Archive
from wijkeconomie.view.exports.selection import Selection

MOST = 1_048_576
WIDTH = 16
WIDTHS = (28, 28, 24, 18, 60, 60)
PLAIN = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
STYLED = re.compile(r'<col [^>]*style="([0-9]+)"')
END = "</sheetData>"


def make(asked: Selection) -> Iterator[bytes]:
    """Excel workbook: the rows, typed, under a frozen header with filters, on as many sheets as
    they need, and a sheet that explains them.

    An empty workbook is made first; its sheets are filled while it is sent, as writing cell by
    cell would take ten times as long and keep who asks waiting for the first byte.
    """
    told, count, batches = about.of(asked), selection.count(asked), rows.coded(asked)
    first = next(batches)
    sizes = [min(MOST - 1, count - done) for done in range(0, count, MOST - 1)] or [0]
    empty = _empty(told, first.schema, sizes)

    def parts() -> Iterator[bytes]:
        archive, safe = (
            Archive(told.release.made_at),
            map(formulas.neutral_batch, chain([first], batches)),
        )
        chunks = _cut(safe, sizes)
        with zipfile.ZipFile(io.BytesIO(empty)) as book:
            for name in book.namelist():
                content, found = book.read(name), SHEET.fullmatch(name)
                is_table = found and int(found[1]) <= len(sizes)
                filled = _filled(content.decode(), next(chunks)) if is_table else iter([content])
                yield from archive.add(name, filled)
        yield archive.end()

    return parts()


def _filled(sheet: str, batches: Iterator[pa.RecordBatch]) -> Iterator[bytes]:
    """The XML of a sheet, with rows under its header."""
    start, _, end = sheet.partition(END)
    styled = STYLED.search(start)
    yield start.encode()
    row = 2
    for batch in batches:
        yield sheet_text.rows(batch, row, styled[1] if styled else "0")
        row += len(batch)
    yield (END + end).encode()


def _cut(batches: Iterator[pa.RecordBatch], sizes: list[int]) -> Iterator[Iterator[pa.RecordBatch]]:
    """Rows of one sheet after the other."""
    rest: list[pa.RecordBatch] = []

    def of_sheet(size: int) -> Iterator[pa.RecordBatch]:
        while size:
            batch = rest.pop() if rest else next(batches, None)
            if batch is None:
                return
            if len(batch) > size:
                rest.append(batch.slice(size))
            yield batch.slice(0, size)
            size -= min(size, len(batch))

    return (of_sheet(size) for size in sizes)


def _empty(told: About, types: pa.Schema, sizes: list[int]) -> bytes:
    """A workbook in which the rows are still missing."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, PLAIN) as book:
        title = f"{told.title}. {rows.source_line(told.asked.lang)}"
        book.set_properties({"title": title, "comments": told.citation})
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, size in enumerate(sizes, 1):
            named = told.say("Table") + (f" {number}" if number > 1 else "")
            sheet = book.add_worksheet(named)
            sheet.freeze_panes(1, 0)
            for position, kind in enumerate(types.types):
                sheet.set_column(position, position, WIDTH, day if pa.types.is_date(kind) else None)
            sheet.write_row(0, 0, types.names, bold)
            sheet.autofilter(0, 0, size, len(types) - 1)
        _explain(book, told)
    return stream.getvalue()


def _explain(book: xlsxwriter.Workbook, told: About) -> None:
    sheet = book.add_worksheet(told.say("Explanation"))
    bold = book.add_format({"bold": True, "font_size": 13})
    header = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for position, width in enumerate(WIDTHS):
        sheet.set_column(position, position, width)
    row = 0
    for section in explanation.sections(told):
        sheet.write_string(row, 0, section.title, bold)
        row += 1
        for values, style in [(section.header, header), *((r, wrapped) for r in section.rows)]:
            for position, value in enumerate(map(formulas.neutral_text, values)):
                sheet.write_string(row, position, value, style)
            row += bool(values)
        row += 1
