"""What differs between two kept releases: rows per table, and the wijken that moved most."""

from dataclasses import asdict, dataclass
from typing import Any

import duckdb
from duckdb import ColumnExpression, DuckDBPyConnection, FunctionExpression

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.release import publish

MEASURES = {
    "establishments",
    "jobs",
    "jobs_full_time",
    "openings",
    "closures",
    "moved_in",
    "moved_out",
    "flag",
}
KEYS = {
    "area": {"area_code", "boundary_year"},
    "area_shape": {"area_code", "detail", "boundary_year"},
    "place": {"place_id"},
}
TABLES = (
    "activity",
    "location",
    "dynamics",
    "hexagon",
    "area",
    "area_shape",
    "place",
    "place_reach",
    "series_break",
)
MOST = 10


@dataclass(frozen=True)
class Change:
    """How a table differs: rows in either, and how many are new, gone and changed."""

    table: str
    rows_before: int
    rows_after: int
    new: int
    gone: int
    changed: int


@dataclass(frozen=True)
class Comparison:
    """Two releases: their ids, a change per table, and per wijk and year (area_code, name, year,
    before, after; None where protected or absent) the counts of establishments that moved most."""

    before: str
    after: str
    tables: list[Change]
    moved: list[dict[str, Any]]

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


def compare(before: str | None = None, after: str | None = None) -> Comparison:
    """Compares two kept releases: unless named, the one in use with the newest other one.

    Raises Refused when there are not two.
    """
    kept = publish.releases()
    used = before or next((r.release_id for r in kept if r.is_used), None)
    newest = after or next((r.release_id for r in kept if not r.is_used), None)
    files = {release.release_id: release.file for release in kept}
    if used is None or newest is None:
        raise Refused("There is nothing to compare: a release in use and another one are needed.")
    for release_id in (used, newest):
        if release_id not in files:
            raise Refused(
                "Release {release} is not kept: releases list shows which are.", release=release_id
            )
    with duckdb.connect(config={"temp_directory": str(settings.spill_dir())}) as con:
        for name, release_id in (("before", used), ("after", newest)):
            con.execute(f"attach $file as {name} (read_only)", {"file": str(files[release_id])})
        tables = [_change(con, table) for table in TABLES if _is_in_both(con, table)]
        moved = con.execute(settings.query("release/compared_areas"), {"most": MOST}).df()
    records = moved.astype(object).where(moved.notna(), None).to_dict("records")
    return Comparison(used, newest, tables, [{str(k): v for k, v in r.items()} for r in records])


def _is_in_both(con: DuckDBPyConnection, table: str) -> bool:
    return all(_columns(con, release, table) for release in ("before", "after"))


def _change(con: DuckDBPyConnection, table: str) -> Change:
    columns = [c for c in _columns(con, "before", table) if c in _columns(con, "after", table)]
    keys = [c for c in columns if c in KEYS.get(table, set(columns) - MEASURES)]
    for release, name in (("before", "old_rows"), ("after", "new_rows")):
        hashed = con.table(f"{release}.{table}").select(
            _hash(keys).alias("key_hash"), _hash(columns).alias("row_hash")
        )
        hashed.create_view(name, replace=True)
    row = con.execute(settings.query("release/compared_rows")).df().to_dict("records")[0]
    return Change(table, **{str(name): int(value) for name, value in row.items()})


def _hash(columns: list[str]) -> duckdb.Expression:
    return FunctionExpression("hash", *map(ColumnExpression, columns))


def _columns(con: DuckDBPyConnection, release: str, table: str) -> list[str]:
    try:
        return con.table(f"{release}.{table}").columns
    except duckdb.CatalogException:
        return []
