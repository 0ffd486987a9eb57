"""What differs between two kept releases: why, rows per table, and the areas that moved most."""

from dataclasses import asdict, dataclass
from typing import Any

import duckdb
from duckdb import ColumnExpression, DuckDBPyConnection, FunctionExpression

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.release import changes, publish

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
    "initiative": {"initiative_id"},
    "site": {"site_id"},
    "similar_area": {"area_code", "preset", "position"},
    "area_feature": {"area_code", "year", "feature"},
    "area_group": {"level", "area_code"},
    "area_group_trait": {"level", "group_code", "feature"},
    "peer_group": {"municipality_code"},
    "factor": {"factor_id"},
    "factor_definition": {"factor"},
    "claim": {"claim_id"},
    "practice": {"practice_id"},
}
TABLES = (
    "activity",
    "location",
    "dynamics",
    "survival",
    "hexagon",
    "area",
    "area_shape",
    "place",
    "initiative",
    "site",
    "place_reach",
    "reach",
    "series_break",
    "similar_area",
    "area_feature",
    "area_group",
    "area_group_trait",
    "peer_group",
    "factor",
    "factor_definition",
    "claim",
    "practice",
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

    @property
    def differs(self) -> bool:
        """Whether any row is new, gone or changed."""
        return bool(self.new or self.gone or self.changed)


@dataclass(frozen=True)
class Comparison:
    """Two releases: their ids, why they differ (message and details), a change per table, and
    counts of establishments (level, area_code, name, year, before, after; None where protected or
    absent): ``totals`` of municipalities, ``moved`` of the wijken that moved most in years that
    both have, ``since`` of those that moved most between a year that is new and ``year_before``."""

    before: str
    after: str
    reasons: list[dict[str, Any]]
    tables: list[Change]
    totals: list[dict[str, Any]]
    moved: list[dict[str, Any]]
    since: list[dict[str, Any]]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not any(change.differs for change in self.tables)

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self) | {"is_same": self.is_same}


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
        both = changes.counts(con, "compared_areas")
        new = changes.counts(con, "compared_years")
        reasons = changes.reasons(con, {c.table: c for c in tables}, both, (used, newest))
    moved = [row for row in both if row["before"] != row["after"]]
    return Comparison(
        before=used,
        after=newest,
        reasons=reasons,
        tables=tables,
        totals=[row for row in both + new if row["level"] == "municipality"],
        moved=[row for row in moved if row["level"] == "wijk"][:MOST],
        since=[row for row in new if row["level"] == "wijk"][:MOST],
    )


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
