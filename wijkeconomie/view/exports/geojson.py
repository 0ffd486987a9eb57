"""GeoJSON (RFC 7946): a feature a row, with whom to name inside."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from wijkeconomie.view import attribution
from wijkeconomie.view.exports import about, json_file, json_text, outlines
from wijkeconomie.view.exports.about import About
from wijkeconomie.view.exports.outlines import Outlined
from wijkeconomie.view.exports.selection import Selection


def make(asked: Selection) -> Iterator[bytes]:
    """FeatureCollection with a feature a row, in the order of the rows, and more members:
    ``name`` (the table, which GDAL takes for the name of the layer), ``title``, ``citation``,
    ``url``, ``rights``, ``release``, ``filters`` and ``attribution``. A row that is nowhere has
    geometry null.

    Properties are the other columns of the table as they stand, dates as YYYY-MM-DD. Raises
    UnknownName when the table has no shapes.
    """
    batches = outlines.batches(asked, "geojson")
    told = about.of(asked)
    head = json_text.dumped(_head(told)).removesuffix("}")

    def parts() -> Iterator[bytes]:
        yield f'{head}, "features": [\n'.encode()
        between = b""
        for batch in batches:
            if len(batch.rows):
                yield between + json_text.joined(_features(batch))
                between = b",\n"
        yield b"\n]}\n"

    return parts()


def _head(told: About) -> dict[str, object]:
    return {
        "type": "FeatureCollection",
        "name": told.asked.table,
        "title": told.title,
        "citation": told.citation,
        "url": told.link or None,
        "rights": told.rights,
        "release": json_file.release(told),
        "filters": {name: list(told.asked.given[name]) for name, *_title in told.filters()},
        "attribution": [f"{t} {url}".strip() for t, url in attribution.sources(told.asked.lang)],
    }


def _features(batch: Outlined) -> pa.Array:
    shapes = pc.take(pa.array(batch.shapes, pa.string()), batch.places)
    parts = [
        '{"type":"Feature","geometry":',
        pc.fill_null(shapes, "null"),
        ',"properties":',
        json_text.objects(batch.rows),
        "}",
    ]
    return pc.call_function("binary_join_element_wise", [*parts, ""])
