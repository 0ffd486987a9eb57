"""GPX 1.1: points for navigation and other devices, with whom to name inside."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as Xml

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import attribution, points, words
from wijkeconomie.view.exports import columns, rows
from wijkeconomie.view.exports.selection import Selection

GPX = "http://www.topografix.com/GPX/1/1"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LIKE_LINK = re.compile(r"https?://\S+")


def make(asked: Selection) -> Iterator[bytes]:
    """GPX 1.1: a waypoint a row with name, description, source, link and type. A row without a
    point is left out, as GPX cannot hold it.

    Raises UnknownName when the table has no points.
    """
    batches = rows.batches(replace(asked, columns=()))
    _refuse_without_points(asked.table)
    start, end = _head(asked).split(b"</gpx>")

    def parts() -> Iterator[bytes]:
        yield start
        for batch in batches:
            for row in batch.to_pylist():
                if row["lon"] is not None:
                    yield _waypoint(row, asked.lang)
        yield b"</gpx>" + end

    return parts()


def fits(table: str) -> bool:
    """Whether rows of a table are points."""
    return columns.table(table).shape == "point"


def _head(asked: Selection) -> bytes:
    """A file without waypoints."""
    lang = asked.lang
    root = Xml.Element("gpx", xmlns=GPX, version="1.1", creator="Wijkeconomie")
    about = Xml.SubElement(root, "metadata")
    _add(about, "name", words.translate(lang, columns.table(asked.table).title))
    _add(about, "desc", rows.source_line(lang))
    Xml.SubElement(about, "copyright", author="; ".join(_named(lang)) or "Wijkeconomie")
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _waypoint(row: dict, lang: str) -> bytes:
    """Elements in the order that the schema asks for."""
    point = Xml.Element("wpt", lat=str(row["lat"]), lon=str(row["lon"]))
    _add(point, "name", row["name"])
    _add(point, "desc", points.described(lang, row))
    _add(point, "src", row["source"])
    if LIKE_LINK.fullmatch(row["url"] or ""):
        Xml.SubElement(point, "link", href=_clean(row["url"]))
    kind = row.get("category_name") or row.get("kind_name")
    _add(point, "type", kind or points.label(lang, "initiative"))
    return Xml.tostring(point, encoding="utf-8")


def _refuse_without_points(table: str) -> None:
    if not fits(table):
        raise UnknownName(
            "Table {table} has no points, so there is no {ending} of it: use one of {known}.",
            table=table,
            ending="gpx",
            known=", ".join(filter(fits, columns.tables())),
        )


def _named(lang: str) -> list[str]:
    return [f"{told} {url}".strip() for told, url in attribution.sources(lang)]


def _add(parent: Xml.Element, name: str, text: str | None) -> None:
    if text:
        Xml.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return NOT_XML.sub("", text)
