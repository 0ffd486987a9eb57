"""A delivery checked: what every row says, and why it is refused or remarked on."""

import re
from datetime import date

import geopandas as gpd
import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.register import geocoding, store, validation
from wijkeconomie.register.delivery import Delivery
from wijkeconomie.register.mapping_files import Columns
from wijkeconomie.register.store import Connection
from wijkeconomie.sources.locatieserver import Asking

MACROS = ("plain", "parsed", "parsed_part", "parsed_metres", "parsed_date", "class_text", "is_rd")


def prepare(
    con: Connection, delivery: Delivery, rows: int, columns: Columns, reference_date: date | None
) -> None:
    """Rows of the delivery with their numbers, dates and versions, still as text."""
    sbi_version = columns.sbi_version or _sbi_version(columns.found["sbi_code"])
    iso = reference_date and reference_date.isoformat()
    given = {
        "first_row": [delivery.first_row],
        "reference_date": pd.array([iso], "string"),
        "sbi_version": [sbi_version],
    }
    store.give(con, given=pd.DataFrame(given))
    for macro in MACROS:
        store.run(con, f"macro_{macro}")
    if store.frame(con, "broken_rows").empty:
        store.run(con, "numbered_whole")
    else:
        store.run(con, "numbered", rows=rows, first=delivery.first_row)
    for name in ("class", "trimmed", "code_length", "summed"):
        store.run(con, name)


def _sbi_version(column: str) -> str:
    """The version of SBI that the name of a column says; 2008 unless it says another."""
    return "2025" if re.search("(20)?25", column) else "2008"


def check(
    con: Connection,
    reference_date: date | None,
    columns: Columns,
    areas: gpd.GeoDataFrame,
    asking: Asking | None,
) -> None:
    """Types every row, leaves out who is not there on its date, completes its place and the use of
    its building (see ``geocoding.complete``), and finds what is wrong."""
    sectors = shipped.table("sectors").astype({"first_division": int, "last_division": int})
    severity = pd.DataFrame(
        [(r, "error") for r in validation.ERRORS] + [(r, "warning") for r in validation.WARNINGS],
        columns=["reason", "severity"],
    )
    store.give(con, sector=sectors, severity=severity)
    store.run(con, "typed", reference_date=reference_date and reference_date.isoformat())
    store.run(con, "left_out")
    if {"started_on", "ended_on"} & columns.found.keys():
        store.run(con, "clear_left_out")
    geocoding.complete(con, areas, columns.found, asking)
    store.run(con, "division")
    for name in ("problem", "problem_jobs", "problem_use", "problem_places", "reject_columns"):
        store.run(con, name)


def check_places(con: Connection) -> None:
    """Finds the rows that lie elsewhere, and tells apart who is refused."""
    store.run(con, "problem_elsewhere")
    store.run(con, "off_the_map")
    store.run(con, "refused")
