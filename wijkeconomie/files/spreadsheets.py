"""A delivered workbook: converted to CSV in a process of its own, which may fail without harm."""

import json
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from wijkeconomie import settings
from wijkeconomie.errors import Refused

LONGEST_S = 900
TOLD = {
    "encrypted": "File {file} is locked with a password: remove the password in Excel (File, "
    "Info, Protect "
    "workbook) and save it again.",
    "old": "File {file} is an Excel file of before 2007: save it in Excel as an Excel workbook "
    "(.xlsx).",
    "macros": "File {file} holds macros, which are never opened: save it in Excel as an Excel "
    "workbook "
    "(.xlsx) without macros.",
    "no_workbook": "File {file} is a zip file and no Excel workbook (.xlsx): unpack it, and "
    "deliver the file "
    "in it.",
    "too_large": "File {file} unpacks to too much for a workbook: save it as CSV (UTF-8) first.",
    "no_header": "File {file} has no sheet with a row of column names and rows under it: put the "
    "names in "
    "one row.",
    "formulas": "File {file} holds a formula without its outcome in cell {cell}: open it in Excel "
    "and save "
    "it again, so that the outcomes are in it.",
    "broken": "File {file} is no readable Excel workbook, or it breaks off: open it in Excel and "
    "save it "
    "again.",
    "too_much": "File {file} takes too much memory or time as a workbook, often because of a "
    "value far "
    "below or beside the table: save the sheet as CSV (UTF-8) first.",
}


def convert(path: Path, target: Path, known: Collection[str]) -> list[str]:
    """Writes the sheet with the most ``known`` columns to ``target``, a CSV whose first column is
    the row's number in the sheet; returns its columns. Raises Refused when it cannot be read."""
    command = [sys.executable, "-m", "wijkeconomie.files.workbook", path.absolute(), target]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(sorted(known)).encode(),
            capture_output=True,
            timeout=LONGEST_S,
            cwd=settings.PROJECT,
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        answer = {"refused": "too_much"}
    if "failed" in answer:
        raise OSError(answer["failed"], os.strerror(answer["failed"]), str(target))
    if "refused" in answer:
        cell = {"cell": answer["cell"]} if answer.get("cell") else {}
        raise Refused(TOLD[answer["refused"]], file=path, **cell)
    return answer["columns"]
