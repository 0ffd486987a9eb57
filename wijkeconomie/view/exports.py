"""Files of a table: CSV in two dialects and Excel, made part by part so that memory stays small."""

import io
from collections.abc import Iterable, Iterator

import pandas as pd
import xlsxwriter

from wijkeconomie import formulas
from wijkeconomie.view import editions, numbers, query, words

WIDTH = 16


def table(name: str, parameters: dict[str, object], lang: str) -> pd.DataFrame:
    """Rows of a published table as they go into every file: see ``parts``."""
    return pd.concat(parts(name, parameters, lang), ignore_index=True)


def parts(name: str, parameters: dict[str, object], lang: str) -> Iterator[pd.DataFrame]:
    """Rows of a published table, some at a time, with a last column ``citation``.

    Whole numbers stay whole where cells are empty; text that a spreadsheet would take for a
    formula is preceded by an apostrophe. Raises ReleaseMissing or ReleaseOutdated at once.
    """
    citation = source_line(lang)
    batches = query.batches(f"table_{name}", **parameters)
    return (_safe(rows.convert_dtypes()).assign(citation=citation) for rows in batches)


def _safe(rows: pd.DataFrame) -> pd.DataFrame:
    for column in rows.select_dtypes("string").columns:
        rows[column] = formulas.neutral(rows[column])
    return rows


def source_line(lang: str) -> str:
    """Where figures come from, in a few words: the release, and that it is a sample."""
    release = query.release()
    line = f"Wijkeconomie {release.release_id}"
    if release.is_sample:
        line += ", " + words.translate(lang, "sample data (synthetic)")
    if release.edition == "internal":
        line += ", " + words.translate(lang, editions.INTERNAL)
    return line


def file_name(table: str, ending: str) -> str:
    """Name of a file with a table, which says so when it holds exact figures."""
    edition = "internal-" if query.is_internal() else ""
    return f"wijkeconomie-{edition}{table}.{ending}"


def csv(rows: Iterable[pd.DataFrame], dialect: str) -> Iterator[bytes]:
    """CSV after RFC 4180; dialect ``nl`` has semicolons, decimal commas and a byte order mark,
    and an en dash in size classes, as Excel would take 2-9 for a date."""
    dutch = dialect == "nl"
    for position, part in enumerate(rows):
        shown = part
        if dutch and "size_class" in part:
            shown = part.assign(size_class=part["size_class"].str.replace("-", "–"))
        text = shown.to_csv(
            index=False,
            header=position == 0,
            sep=";" if dutch else ",",
            decimal="," if dutch else ".",
            date_format="%Y-%m-%d",
            lineterminator="\r\n",
        )
        yield text.encode("utf-8-sig" if dutch and position == 0 else "utf-8")


def xlsx(rows: Iterable[pd.DataFrame], lang: str) -> bytes:
    """Excel workbook: the rows, typed, under a frozen header, and a sheet that explains them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        book.set_properties({"title": source_line(lang)})
        _write_rows(book, rows, words.translate(lang, "Table"))
        _write_notes(book, lang)
    return stream.getvalue()


def _write_rows(book: xlsxwriter.Workbook, rows: Iterable[pd.DataFrame], name: str) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    last, columns = 0, 0
    for part in rows:
        if last == 0:
            columns = len(part.columns)
            sheet.set_column(0, columns - 1, WIDTH)
            sheet.write_row(0, 0, list(part.columns), book.add_format({"bold": True, "bottom": 1}))
        kinds = [day if pd.api.types.is_datetime64_any_dtype(part[c]) else None for c in part]
        for values in part.itertuples(index=False, name=None):
            last += 1
            for column, value in enumerate(values):
                if not pd.isna(value):
                    sheet.write(last, column, value, kinds[column])
    if last:
        sheet.autofilter(0, 0, last, columns - 1)


def _flags(release: query.Release) -> list[str]:
    """Flags that can occur: nothing is protected or distorted in the internal edition."""
    return [c for c in words.codes("flag") if release.edition == "public" or c in ("u", "x", "e")]


def _write_notes(book: xlsxwriter.Workbook, lang: str) -> None:
    sheet = book.add_worksheet(words.translate(lang, "Explanation"))
    release = query.release()
    last = pd.Timestamp(release.reference_dates[-1]).date()
    lines = [
        (words.translate(lang, "Source"), source_line(lang)),
        (words.translate(lang, "Latest reference date"), numbers.day(lang, last)),
        (words.translate(lang, "Protection"), words.translate(lang, release.protection)),
        *((code, words.label(lang, "flag", code)) for code in _flags(release)),
    ]
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for row, (term, meaning) in enumerate(lines):
        sheet.write_string(row, 0, term)
        sheet.write_string(row, 1, meaning)
