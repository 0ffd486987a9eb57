"""Why two releases differ, as messages with details, and counts beside each other."""

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd
from duckdb import DuckDBPyConnection

from wijkeconomie import settings
from wijkeconomie.release import fingerprints

WHY = {
    "date": "Reference date {date} is new.",
    "date_gone": "Reference date {date} is gone.",
    "municipality": "{name} is new.",
    "municipality_gone": "{name} is gone.",
    "boundaries": "{name} has boundaries of {after}, where it had those of {before}.",
    "shapes": "The boundaries themselves were changed.",
    "facts": "Names, location types or figures of areas were changed.",
    "register": "The register of {year} was changed.",
    "secret": "It is drawn with another secret: all rounding differs, and nearly all numbers of "
    "jobs.",
    "places": "Places, initiatives or vacant spaces were changed.",
    "lists": "Lists of factors, claims or practices were changed.",
    "software": "It is made with version {after} of the software, and not {before}.",
    "protection": "A few figures are rounded or hidden otherwise, so that together they give "
    "nothing away.",
}
LISTS = {
    "places": {"place", "initiative", "site"},
    "lists": {"factor", "factor_definition", "claim", "practice"},
}
EXPLAINED = set[str]().union(*LISTS.values(), {"place_reach", "reach"})
Reason = dict[str, Any]


class Changed(Protocol):
    """How the rows of a table differ: whether any is new, gone or changed."""

    @property
    def differs(self) -> bool:
        """Whether any is."""
        ...


def counts(con: DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """Rows of a query that compares establishments; None where a count is protected or absent."""
    found = con.execute(settings.query(f"release/{query}")).df()
    records = found.astype(object).where(found.notna(), None).to_dict("records")
    return [{str(key): value for key, value in record.items()} for record in records]


def reasons(
    con: DuckDBPyConnection,
    tables: Mapping[str, Changed],
    both: list[dict[str, Any]],
    ids: tuple[str, str],
) -> list[Reason]:
    """Why releases attached as before and after differ, with ``both`` the counts of areas and
    years in both; nothing when no row differs."""
    if not any(table.differs for table in tables.values()):
        return []
    before, after = (_info(con, name) for name in ("before", "after"))
    found = [*_dates(before, after), *_municipalities(con)]
    made_with = fingerprints.known()
    prints = [made_with.get(release_id) for release_id in ids]
    if "area_shape" in tables and not found and tables["area_shape"].differs:
        found.append(_told("shapes"))
    elif not found and tables["area"].differs:
        found.append(_told("facts"))
    if None not in prints and prints[0] != prints[1]:
        return [*found, _told("secret")]
    if before["software_version"] != after["software_version"]:
        versions = {"before": before["software_version"], "after": after["software_version"]}
        found.append(_told("software", **versions))
    found += [_told("register", year=year) for year in _changed_years(both)]
    differing = {name for name, table in tables.items() if table.differs}
    if found or differing <= EXPLAINED:
        found += [_told(name) for name, tables_of in LISTS.items() if differing & tables_of]
    return found or [_told("protection")]


def _dates(before: pd.Series, after: pd.Series) -> list[Reason]:
    old, new = (set((info["reference_dates"] or "").split()) for info in (before, after))
    return [
        *(_told("date", date=date) for date in sorted(new - old)),
        *(_told("date_gone", date=date) for date in sorted(old - new)),
    ]


def _municipalities(con: DuckDBPyConnection) -> list[Reason]:
    known = con.execute(settings.query("release/compared_boundaries")).df()
    found = []
    for _code, rows in known.groupby("area_code"):
        years = dict(zip(rows["origin"], rows["years"], strict=True))
        name = str(rows["name"].iloc[0])
        if len(years) == 1:
            is_new = "after" in years
            found.append(_told("municipality" if is_new else "municipality_gone", name=name))
        elif years["before"] != years["after"]:
            of = {"before": years["before"], "after": years["after"]}
            found.append(_told("boundaries", name=name, **of))
    return found


def _changed_years(both: list[dict[str, Any]]) -> list[int]:
    """Years whose municipalities have other totals."""
    whole = [row for row in both if row["level"] == "municipality"]
    return sorted({int(row["year"]) for row in whole if row["before"] != row["after"]})


def _info(con: DuckDBPyConnection, release: str) -> pd.Series:
    return con.table(f"{release}.release_info").df().iloc[0]


def _told(kind: str, **details: object) -> Reason:
    return {"message": WHY[kind], "details": details}
