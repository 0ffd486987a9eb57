"""JSON: records with what they are beside them, or JSON-stat 2.0."""

from collections.abc import Iterator
from dataclasses import asdict, replace

from wijkeconomie.view.exports import about, json_stat, json_text, rows, selection
from wijkeconomie.view.exports.about import About
from wijkeconomie.view.exports.columns import Column
from wijkeconomie.view.exports.selection import Selection


def make(asked: Selection) -> Iterator[bytes]:
    """An object with ``release``, ``citation``, ``url``, ``rights``, ``filters``, ``columns``,
    ``notes`` on why there are no rows, how many there are (``total``), and the rows; of a part the
    address of the next (``next``). Empty cells are null, with their flag beside. Dialect ``stat``
    is JSON-stat 2.0; see ``json_stat``."""
    if asked.dialect == "stat":
        return json_stat.make(asked)
    told, batches = about.of(asked), rows.coded(asked)
    total = selection.count(replace(asked, limit=None, offset=0))
    head = json_text.dumped(_head(told, total)).removesuffix("}")

    def parts() -> Iterator[bytes]:
        yield f'{head}, "rows": [\n'.encode()
        between = b""
        for batch in batches:
            if len(batch):
                yield between + json_text.joined(json_text.objects(batch))
                between = b",\n"
        yield b"\n]}\n"

    return parts()


def release(told: About) -> dict[str, object]:
    """What the release is."""
    of = told.release
    return {
        "id": of.release_id,
        "edition": of.edition,
        "made_at": of.made_at.isoformat(),
        "reference_dates": list(of.reference_dates),
        "municipality_codes": list(of.municipality_codes),
        "sample": of.is_sample,
        "protection": told.say(of.protection),
    }


def column(told: About, column: Column) -> dict[str, object]:
    """A column, described; of codes what they stand for."""
    described: dict[str, object] = {
        "name": column.name,
        "title": told.say(column.title),
        "type": column.type,
        "role": column.role,
        "unit": told.say(column.unit) or None,
        "definition": told.say(column.definition),
    }
    codes = {code: told.label(column.dimension, code) for code in told.codes(column)}
    return described | ({"codes": codes} if codes else {})


def _head(told: About, total: int) -> dict[str, object]:
    asked = told.asked
    return {
        "table": asked.table,
        "title": told.title,
        "description": told.description,
        "language": asked.lang,
        "citation": told.citation,
        "release": release(told),
        "url": told.link or None,
        "licence": told.licence.spdx or None,
        "rights": told.rights,
        "sources": [asdict(source) for source in told.sources],
        "filters": {name: list(asked.given[name]) for name, *_title in told.filters()},
        "columns": [column(told, each) for each in told.columns],
        "notes": told.notes,
        "total": total,
        "offset": asked.offset,
        "limit": asked.limit,
        "next": _next(asked, total),
    }


def _next(asked: Selection, total: int) -> str | None:
    if not asked.limit or asked.offset + asked.limit >= total:
        return None
    return selection.part(asked, "json", asked.offset + asked.limit)
