"""Files of tables with points: GeoJSON (RFC 7946) and GPX 1.1, with whom to name inside."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

import pyarrow as pa

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import attribution, points, words
from wijkeconomie.view.exports import rows
from wijkeconomie.view.exports.selection import Selection

GPX = "http://www.topografix.com/GPX/1/1"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LIKE_LINK = re.compile(r"https?://\S+")


def geojson(asked: Selection) -> Iterator[bytes]:
    """FeatureCollection with a feature a row (RFC 7946), and two members more: ``citation`` and
    ``attribution``. Rows without a point are left out.

    Properties are the other columns of the table as they stand, dates as YYYY-MM-DD. Raises
    UnknownName when the table has no points.
    """
    features = [
        points.feature(row, **{k: v for k, v in row.items() if k not in ("lon", "lat")})
        for row in _rows(asked, "geojson")
    ]
    whole = {
        "type": "FeatureCollection",
        "citation": rows.source_line(asked.lang),
        "attribution": _named(asked.lang),
        "features": features,
    }
    return iter([json.dumps(whole, ensure_ascii=False, allow_nan=False).encode()])


def gpx(asked: Selection) -> Iterator[bytes]:
    """GPX 1.1: a waypoint a row with name, description, source, link and type.

    Raises UnknownName when the table has no points.
    """
    lang, found = asked.lang, _rows(replace(asked, columns=()), "gpx")
    Xml.register_namespace("", GPX)
    root = Xml.Element(_tag("gpx"), version="1.1", creator="Wijkeconomie")
    about = Xml.SubElement(root, _tag("metadata"))
    _add(about, "name", words.translate(lang, points.TITLES[asked.table]))
    _add(about, "desc", rows.source_line(lang))
    Xml.SubElement(about, _tag("copyright"), author="; ".join(_named(lang)) or "Wijkeconomie")
    for row in found:
        _add_waypoint(root, row, lang)
    return iter([Xml.tostring(root, encoding="utf-8", xml_declaration=True)])


def _add_waypoint(root: Xml.Element, row: dict, lang: str) -> None:
    """Elements in the order that the schema asks for."""
    point = Xml.SubElement(root, _tag("wpt"), lat=str(row["lat"]), lon=str(row["lon"]))
    category = row.get("category") or "initiative"
    _add(point, "name", row["name"])
    _add(point, "desc", points.described(lang, row))
    _add(point, "src", row["source"])
    if LIKE_LINK.fullmatch(row["url"] or ""):
        Xml.SubElement(point, _tag("link"), href=_clean(row["url"]))
    _add(point, "type", points.label(lang, category))


def _rows(asked: Selection, ending: str) -> list[dict]:
    if asked.table not in points.TITLES:
        raise UnknownName(
            "Table {table} has no points, so there is no {ending} of it: use one of {known}.",
            table=asked.table,
            ending=ending,
            known=", ".join(points.TITLES),
        )
    found = pa.Table.from_batches(rows.batches(asked)).to_pylist()
    return [
        {key: str(value) if isinstance(value, date) else value for key, value in row.items()}
        for row in found
        if row["lon"] is not None
    ]


def _named(lang: str) -> list[str]:
    return [f"{told} {url}".strip() for told, url in attribution.sources(lang)]


def _add(parent: Xml.Element, name: str, text: str | None) -> None:
    if text:
        Xml.SubElement(parent, _tag(name)).text = _clean(text)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return NOT_XML.sub("", text)


def _tag(name: str) -> str:
    return f"{{{GPX}}}{name}"
