"""Files of a table: CSV in two dialects and Excel."""

import io

import pandas as pd
import xlsxwriter

from wijkeconomie.view import numbers, query, words

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(name: str, parameters: dict[str, object], lang: str) -> pd.DataFrame:
    """Rows of a published table as they go into every file, with a last column ``source``.

    Whole numbers stay whole where cells are empty; text that a spreadsheet would take for a
    formula is preceded by an apostrophe.
    """
    rows = query.run(f"table_{name}", **parameters).convert_dtypes()
    for column in rows.select_dtypes("string").columns:
        risky = rows[column].str.startswith(STARTS_FORMULA).fillna(value=False)
        rows[column] = rows[column].mask(risky, "'" + rows[column])
    return rows.assign(source=source_line(lang))


def source_line(lang: str) -> str:
    """Where figures come from, in a few words: the release, and that it is a sample."""
    release = query.release()
    line = f"Wijkeconomie {release.release_id}"
    if release.is_sample:
        line += ", " + words.translate(lang, "sample data (synthetic)")
    return line


def csv(rows: pd.DataFrame, dialect: str) -> bytes:
    """CSV after RFC 4180; dialect ``nl`` has semicolons, decimal commas and a byte order mark,
    and an en dash in size classes, as Excel would take 2-9 for a date."""
    dutch = dialect == "nl"
    if dutch and "size_class" in rows:
        rows = rows.assign(size_class=rows["size_class"].str.replace("-", "–"))
    text = rows.to_csv(
        index=False,
        sep=";" if dutch else ",",
        decimal="," if dutch else ".",
        date_format="%Y-%m-%d",
        lineterminator="\r\n",
    )
    return text.encode("utf-8-sig" if dutch else "utf-8")


def xlsx(rows: pd.DataFrame, lang: str) -> bytes:
    """Excel workbook: the rows, typed, under a frozen header, and a sheet that explains them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": False}) as book:
        _write_rows(book, rows, words.translate(lang, "Table"))
        _write_notes(book, lang)
    return stream.getvalue()


def _write_rows(book: xlsxwriter.Workbook, rows: pd.DataFrame, name: str) -> None:
    sheet = book.add_worksheet(name)
    header = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(rows.columns):
        sheet.write_string(0, column, title, header)
        values = rows[title]
        is_day = pd.api.types.is_datetime64_any_dtype(values)
        for row, value in enumerate(values.to_list(), start=1):
            if not pd.isna(value):
                sheet.write(row, column, value, day if is_day else None)
    sheet.autofit(300)
    if len(rows):
        sheet.autofilter(0, 0, len(rows), len(rows.columns) - 1)


def _write_notes(book: xlsxwriter.Workbook, lang: str) -> None:
    sheet = book.add_worksheet(words.translate(lang, "Explanation"))
    release = query.release()
    last = pd.Timestamp(release.reference_dates[-1]).date()
    lines = [
        (words.translate(lang, "Source"), source_line(lang)),
        (words.translate(lang, "Latest reference date"), numbers.day(lang, last)),
        (words.translate(lang, "Protection"), words.translate(lang, release.protection)),
        *((code, words.label(lang, "flag", code)) for code in words.codes("flag")),
    ]
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for row, (term, meaning) in enumerate(lines):
        sheet.write_string(row, 0, term)
        sheet.write_string(row, 1, meaning)
