"""A workbook of text, whose codes keep their leading zeros when it is mended and saved in Excel."""

from pathlib import Path

import pandas as pd
import xlsxwriter

from wijkeconomie.errors import Refused

MOST_ROWS, LONGEST = 1_048_575, 32_767
OPTIONS = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
WIDE, WIDTH = {"reason": 60}, 16


def write(rows: pd.DataFrame, target: Path) -> None:
    """Writes text as XLSX: every cell, and every cell below, is one that Excel leaves as it is.

    Raises Refused for more rows than a sheet can hold.
    """
    if len(rows) > MOST_ROWS:
        raise Refused(
            "{rows} rows are more than an Excel sheet holds: let the name of the file with refused "
            "rows end with .csv.",
            rows=len(rows),
        )
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        sheet = book.add_worksheet()
        for number, name in enumerate(rows.columns):
            sheet.set_column(number, number, WIDE.get(name, WIDTH), text)
            sheet.write_string(0, number, str(name), head)
        for line, row in enumerate(rows.itertuples(index=False), 1):
            for number, value in enumerate(row):
                if pd.notna(value):
                    sheet.write_string(line, number, str(value)[:LONGEST], text)
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
