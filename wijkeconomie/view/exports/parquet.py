"""Parquet: typed columns, with what they mean inside."""

from collections.abc import Iterator
from dataclasses import asdict

import pyarrow as pa
from pyarrow import parquet

from wijkeconomie.view.exports import about, json_file, json_text, rows, streams
from wijkeconomie.view.exports.about import About
from wijkeconomie.view.exports.selection import Selection

GROUP = 122_880


def make(asked: Selection) -> Iterator[bytes]:
    """Parquet with groups of GROUP rows: texts with a dictionary, empty cells null. Metadata of
    the file: ``title``, ``description``, ``citation``, ``release``, ``filters``, ``columns`` and
    ``sources``, the last four as JSON; of a field its title, role, unit and definition."""
    told, batches = about.of(asked), rows.batches(asked)

    def parts() -> Iterator[bytes]:
        outlet, waiting = streams.Outlet(), [next(batches)]
        schema = _schema(told, waiting[0].schema)
        with parquet.ParquetWriter(
            pa.PythonFile(outlet, "w"), schema, compression="zstd"
        ) as writer:
            for batch in batches:
                waiting.append(batch)
                if sum(map(len, waiting)) >= GROUP:
                    writer.write_table(_table(waiting, schema), GROUP)
                    waiting = []
                    yield outlet.take()
            writer.write_table(_table(waiting, schema), GROUP)
        yield outlet.take()

    return parts()


def _table(batches: list[pa.RecordBatch], schema: pa.Schema) -> pa.Table:
    plain = schema.remove_metadata()
    named = [pa.RecordBatch.from_arrays(b.columns, names=plain.names) for b in batches]
    return pa.Table.from_batches(named).cast(schema) if named else schema.empty_table()


def _schema(told: About, plain: pa.Schema) -> pa.Schema:
    described = [json_file.column(told, column) for column in told.columns]
    fields = [
        plain.field(column["name"]).with_metadata(
            {key: str(column[key] or "") for key in ("title", "role", "unit", "definition")}
        )
        for column in described
    ]
    return pa.schema(
        fields,
        {
            "title": told.title,
            "description": told.description,
            "citation": told.citation,
            "release": json_text.dumped(json_file.release(told)),
            "filters": json_text.dumped({n: list(told.asked.given[n]) for n, *_ in told.filters()}),
            "columns": json_text.dumped(described),
            "rights": told.rights,
            "url": told.link,
            "sources": json_text.dumped([asdict(source) for source in told.sources]),
        },
    )
