"""Rows of a read query as plain Python: where there are few, frames take longer than the query."""

from collections.abc import Hashable
from typing import Any

from wijkeconomie.view import query

Record = dict[Hashable, Any]


def of(name: str, **parameters: object) -> list[Record]:
    """Rows of ``queries/read/{name}.sql`` by column; parameters left out are null, and so are
    missing values. Raises UnknownName for a query that does not exist."""
    values = {key: parameters.get(key) for key in query.parameters(name)}
    with query.connection().cursor() as cursor:
        cursor.execute("use release")
        found = cursor.execute(query.text(name), values or None)
        columns = [str(column[0]) for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
