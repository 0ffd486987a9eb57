"""Descriptions of a CSV for programs: CSV on the Web, and Frictionless data packages."""

from wijkeconomie.view.exports import columns
from wijkeconomie.view.exports.about import About
from wijkeconomie.view.exports.columns import Column
from wijkeconomie.view.exports.provenance import Source

CSVW = "http://www.w3.org/ns/csvw"
DATATYPES = {"number": "decimal"}


def csvw(told: About, file: str) -> dict[str, object]:
    """Metadata of the vocabulary for tabular data (https://www.w3.org/TR/tabular-metadata)."""
    return {
        "@context": [CSVW, {"@language": told.asked.lang}],
        "url": file,
        "dc:title": told.title,
        "dc:description": told.description,
        "dc:bibliographicCitation": told.citation,
        "dc:identifier": told.release.release_id,
        "dc:created": {"@value": _made(told), "@type": "xsd:dateTime"},
        **({"dc:isVersionOf": {"@id": told.link}} if told.link else {}),
        "dc:rights": told.rights,
        **({"dc:license": {"@id": told.licence.licence_url}} if told.licence.licence_url else {}),
        "dc:source": [_sourced(row) for row in told.sources],
        "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "header": True},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "dc:title": told.say(column.title),
                    "dc:description": _defined(told, column),
                    "datatype": DATATYPES.get(column.type, column.type),
                    "null": "",
                }
                for column in _all(told)
            ],
            **({"primaryKey": key} if (key := _key(told)) else {}),
        },
    }


def package(told: About, file: str, size: int, digest: str) -> dict[str, object]:
    """A data package with one resource (https://datapackage.org); ``size`` in bytes, ``digest``
    SHA-256."""
    return {
        "profile": "tabular-data-package",
        "name": f"wijkeconomie-{told.asked.table}".replace("_", "-"),
        "title": told.title,
        "description": told.description,
        "version": told.release.release_id,
        "created": _made(told),
        **({"homepage": told.link} if told.link else {}),
        "citation": told.citation,
        **({"licenses": known} if (known := _licences(told)) else {}),
        "rights": told.rights,
        "sources": [_named(row) for row in told.sources],
        "filters": {name: list(told.asked.given[name]) for name, *_title in told.filters()},
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": told.asked.table.replace("_", "-"),
                "title": told.title,
                "path": file,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": size,
                "hash": f"sha256:{digest}",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'},
                "schema": _schema(told),
            }
        ],
    }


def _schema(told: About) -> dict[str, object]:
    fields = []
    for column in _all(told):
        codes = {code: told.label(column.dimension, code) for code in told.codes(column)}
        field = {
            "name": column.name,
            "title": told.say(column.title),
            "type": column.type,
            "description": told.say(column.definition),
            "unit": told.say(column.unit),
            "codes": codes,
        }
        fields.append({key: value for key, value in field.items() if value})
    key = _key(told)
    return {"fields": fields, "missingValues": [""], **({"primaryKey": key} if key else {})}


def _all(told: About) -> list[Column]:
    return [*told.columns, columns.citation()]


def _key(told: About) -> list[str]:
    """What tells rows apart, when it is all there."""
    key = columns.key(told.asked.table)
    return key if set(key) <= {column.name for column in told.columns} else []


def _defined(told: About, column: Column) -> str:
    unit = told.say(column.unit)
    return told.say(column.definition) + (f" ({unit})" if unit else "")


def _made(told: About) -> str:
    return told.release.made_at.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _licences(told: About) -> list[dict[str, str]]:
    """The licence of the figures, where it has a name all know; sources have their own."""
    of_figures = told.licence
    known = {"name": of_figures.spdx, "path": of_figures.licence_url}
    return [{**known, "title": told.rights}] if of_figures.spdx else []


def _named(source: Source) -> dict[str, str]:
    told = {"title": _sourced(source), "path": source.url}
    return {key: value for key, value in told.items() if value}


def _sourced(source: Source) -> str:
    return ", ".join(filter(None, (source.title, source.holder, source.licence, source.period)))
