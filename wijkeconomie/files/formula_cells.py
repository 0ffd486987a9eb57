"""Formulas in a workbook whose outcome was never computed: readers see them as empty cells."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
BLOCK, LONGEST = 1 << 22, 1 << 16
CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]+)"([^>]*)>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)


def without_outcome(workbook: Path, sheet: str, header: int, width: int) -> str | None:
    """The first cell below row ``header``, in the first ``width`` columns, with a formula whose
    outcome is not in the file. A text that is empty is an outcome."""
    with zipfile.ZipFile(workbook) as parts:
        name = _part(parts, sheet)
        if name not in parts.namelist():
            return None
        with parts.open(name) as stream:
            kept = b""
            while block := stream.read(BLOCK):
                text = kept + block
                for column, row, attributes in CELL.findall(text):
                    is_inside = int(row) > header and _number(column) <= width
                    if is_inside and b't="str"' not in attributes:
                        return f"{column.decode()}{row.decode()}"
                kept = text[-LONGEST:]
    return None


def _part(parts: zipfile.ZipFile, sheet: str) -> str:
    """Where a sheet stands within the workbook."""
    wanted = next(
        (
            value
            for element in ET.fromstring(parts.read(BOOK)).iter()  # noqa: S314
            if element.tag.endswith("}sheet") and element.get("name") == sheet
            for key, value in element.items()
            if key.endswith("}id")
        ),
        None,
    )
    relations = ET.fromstring(parts.read(RELATIONS)).iter()  # noqa: S314
    target = next((e.get("Target") or "" for e in relations if e.get("Id") == wanted), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
