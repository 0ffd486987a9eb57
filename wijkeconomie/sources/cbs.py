"""CBS Kerncijfers wijken en buurten over OData: version 4, else version 3."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.errors import Refused
from wijkeconomie.sources import figures, paging
from wijkeconomie.sources.services import CBS, CBS_OLDER, Service, ServiceRefused, need, understood

REGION = "WijkenEnBuurten"


def read(municipality_code: str, year: int) -> pd.DataFrame:
    """Figures of a municipality (``GM0308``), its wijken and buurten: see ``figures.tidy``.

    Raises Refused when CBS fails, or has no figures of that year or municipality.
    """
    tables = shipped.table("figure_tables").set_index("year")["table"]
    if str(year) not in tables.index:
        raise Refused(
            "The CBS table of {year} is not known; those of {known} are: give one with --year, or "
            "load a file with figures FILE.",
            year=year,
            known=", ".join(tables.index),
        )
    table, digits = tables[str(year)], municipality_code[2:]
    try:
        rows = _newer(table, digits)
    except ServiceRefused as refused:
        try:
            rows = _older(table, digits)
        except ServiceRefused:
            raise refused from None
    if rows.empty:
        raise Refused(
            "CBS has no figures of {code} in {year}: check the code and the year, as codes change "
            "when municipalities merge.",
            code=municipality_code,
            year=year,
        )
    return figures.tidy(rows.assign(boundary_year=year))


@understood(CBS)
def _newer(table: str, digits: str) -> pd.DataFrame:
    """Figures over version 4: an observation a row."""
    codes = list(_values(CBS, f"{table}/MeasureCodes", {}))
    wanted = {code: field for field, code in _measures(codes, "Identifier").items()}
    starts = " or ".join(f"startswith({REGION},'{level}{digits}')" for level in ("GM", "WK", "BU"))
    found = [
        {
            "area_code": str(need(CBS, row, REGION)).strip(),
            "field": wanted[row["Measure"]],
            "value": need(CBS, row, "Value"),
        }
        for row in _values(CBS, f"{table}/Observations", {"$filter": starts})
        if need(CBS, row, "Measure") in wanted
    ]
    rows = pd.DataFrame(found, columns=["area_code", "field", "value"])
    whole = rows[rows["area_code"].str[2:6] == digits].drop_duplicates(["area_code", "field"])
    return whole.pivot_table(
        index="area_code", columns="field", values="value", aggfunc="first", dropna=False
    ).reset_index()


@understood(CBS_OLDER)
def _older(table: str, digits: str) -> pd.DataFrame:
    """Figures over version 3: an area a row, its keys padded with spaces."""
    properties = list(_values(CBS_OLDER, f"{table}/DataProperties", {"$format": "json"}))
    keys = _measures(properties, "Key")
    found = []
    for level in ("GM", "WK", "BU"):
        asked = {
            "$format": "json",
            "$filter": f"startswith({REGION},'{level}{digits}')",
            "$select": ",".join([REGION, *keys.values()]),
        }
        found += [
            {"area_code": str(need(CBS_OLDER, row, REGION)).strip()}
            | {field: need(CBS_OLDER, row, key) for field, key in keys.items()}
            for row in _values(CBS_OLDER, f"{table}/TypedDataSet", asked)
        ]
    return pd.DataFrame(found)


def _values(service: Service, path: str, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Rows of every page."""
    for page in paging.pages(service, path, asked or None, "value", _next):
        yield from page["value"]


def _next(page: dict[str, Any]) -> str | None:
    return page.get("@odata.nextLink") or page.get("odata.nextLink")


def _measures(rows: list[dict[str, Any]], key: str) -> dict[str, str]:
    """Key of each figure the table holds, by its code or else its title: keys of version 3
    carry a number that differs by edition."""
    by_code = {str(row.get(key)): str(row.get(key)) for row in rows}
    by_title = {_plain(row.get("Title")): str(row.get(key)) for row in reversed(rows)}
    by_key = {_plain(row.get(key)): str(row.get(key)) for row in reversed(rows)}
    found = {}
    for row in shipped.rows("figure_columns"):
        titles = [_plain(title) for title in row["titles"].split("|")]
        known = by_code.get(row["measure"]) or next(
            (t[title] for title in titles for t in (by_title, by_key) if title in t), None
        )
        if known:
            found[row["field"]] = known
    if not found:
        raise ServiceRefused(
            "CBS lists none of the figures {known}, so the table has changed: load a file instead, "
            "and update this software.",
            known=", ".join(figures.fields()),
        )
    return found


def _plain(title: object) -> str:
    return re.sub(r"_\d+$|[^a-z]", "", str(title).lower())
