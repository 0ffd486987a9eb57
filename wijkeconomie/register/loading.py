"""A delivery as a table of the register: every field as text, in its own notation."""

from typing import NoReturn

import duckdb
import pandas as pd
from duckdb import (
    CaseExpression,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
    FunctionExpression,
)
from duckdb.sqltypes import BIGINT, VARCHAR

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.files import returned
from wijkeconomie.files.names import plain
from wijkeconomie.formulas import STARTS
from wijkeconomie.register import layouts, store
from wijkeconomie.register.delivery import CSV, PARQUET, Delivery
from wijkeconomie.register.mapping_files import Columns

NUMBER = "\x01"
NUMBERS = {*layouts.COUNTS, "x", "y", "latitude", "longitude"}


def load_raw(con: DuckDBPyConnection, delivery: Delivery, columns: Columns) -> int:
    """Makes view ``raw``: position (from 0), row_number where the delivery gives it, and every
    field of the layouts as text; returns the rows of the file.

    Only columns that are there are stored. Rows that cannot be split into columns are in DuckDB's
    own ``reject_errors``. Raises Refused when the delivery cannot be read.
    """
    mark = next((c for c in delivery.columns if plain(c) == "refused_from"), None)
    stored = {f: _field(f, delivery, columns) for f in layouts.every_field() if f in columns.found}
    if mark:
        stored["refused_from"] = ColumnExpression(mark).cast(VARCHAR)
    if delivery.is_numbered:
        stored["row_number"] = ColumnExpression(NUMBER).cast(BIGINT)
    try:
        relation = _delivered(con, delivery).select(*(e.alias(f) for f, e in stored.items()))
        relation.query("delivery", settings.query("register/taken"))
    except duckdb.Error as error:
        store.refuse_without_space(error)
        _refuse_unreadable(delivery, error)
    names = ["row_number", "refused_from", *layouts.every_field()]
    fields = [ColumnExpression(f) if f in stored else _nothing(f).alias(f) for f in names]
    taken = con.table("taken").select(ColumnExpression("rowid").alias("position"), *fields)
    con.register("raw", taken)
    return store.count(con, "taken") + len(store.frame(con, "broken_rows"))


def _nothing(field: str) -> Expression:
    return ConstantExpression(None).cast(BIGINT if field == "row_number" else VARCHAR)


def refused_originals(
    con: DuckDBPyConnection, delivery: Delivery, columns: list[str]
) -> pd.DataFrame:
    """Refused rows with their columns as delivered, and their row_number in the file."""
    is_marked = returned.is_addition(delivery.columns)
    names = [_text(name, is_marked=is_marked).alias(name) for name in columns]
    relation = _delivered(con, delivery).select(*names)
    rows = relation.query("delivery", settings.query("register/refused_originals"))
    return rows.df() if rows is not None else pd.DataFrame()


def distinct_values(
    con: DuckDBPyConnection, delivery: Delivery
) -> tuple[int, dict[str, list[str]]]:
    """Rows of a delivery, and per column the values that occur most, at most 50.

    Raises Refused when the delivery cannot be read.
    """
    try:
        rows = _delivered(con, delivery).aggregate("count(*)").fetchall()[0][0]
        values = {}
        for name in delivery.columns:
            column = ColumnExpression(name).cast(VARCHAR).alias("value")
            found = _delivered(con, delivery).select(column)
            most = found.query("delivery", settings.query("register/most_common"))
            values[name] = [row[0] for row in most.fetchall()] if most is not None else []
    except duckdb.Error as error:
        store.refuse_without_space(error)
        _refuse_unreadable(delivery, error)
    return rows, values


def _field(field: str, delivery: Delivery, columns: Columns) -> Expression:
    """A column as text in the register's own notation; null where there is none."""
    is_marked = returned.is_addition(delivery.columns)
    written = _text(columns.found[field], is_marked=is_marked)
    if columns.decimal and field in NUMBERS and delivery.kind == CSV and not delivery.is_numbered:
        thousands = "." if columns.decimal == "," else ","
        for old, new in ((thousands, ""), (columns.decimal, ".")):
            args = ConstantExpression(old), ConstantExpression(new)
            written = FunctionExpression("replace", written, *args)
    meant = written
    for code, meaning in columns.meanings.get(field, {}).items():
        said = FunctionExpression("lower", FunctionExpression("trim", written))
        is_code = said == ConstantExpression(code.strip().lower())
        meant = CaseExpression(is_code, ConstantExpression(meaning)).otherwise(meant)
    return meant


def _text(column: str, *, is_marked: bool) -> Expression:
    """A column as text; of a file of refused rows without the marks that made formulas
    harmless."""
    text = ColumnExpression(column).cast(VARCHAR)
    if not is_marked:
        return text
    pattern, kept = ConstantExpression(rf"\A'('*[{STARTS}])"), ConstantExpression(r"\1")
    return FunctionExpression("regexp_replace", text, pattern, kept)


def _delivered(con: DuckDBPyConnection, delivery: Delivery) -> DuckDBPyRelation:
    if delivery.kind == PARQUET:
        store.run(con, "no_errors")
        return con.read_parquet(str(delivery.path))
    number = [NUMBER] if delivery.is_numbered else []
    return con.read_csv(
        str(delivery.path),
        sep=delivery.separator,
        header=False,
        skiprows=delivery.first_row - 1 if not delivery.is_numbered else 1,
        columns=dict.fromkeys([*number, *delivery.columns], "varchar"),
        quotechar='"',
        auto_detect=False,
        store_rejects=True,
    )


def _refuse_unreadable(delivery: Delivery, error: Exception) -> NoReturn:
    raise Refused(
        "File {file} cannot be read as rows and columns: ask for it again, or save it as CSV "
        "(UTF-8).",
        file=delivery.name,
    ) from error
