"""GeoPackage: rows with their shapes, in the Dutch grid (EPSG:28992)."""

from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import pyproj
import shapely

from wijkeconomie.view.exports import about, columns, outlines, streams
from wijkeconomie.view.exports.outlines import Outlined
from wijkeconomie.view.exports.selection import Selection

CRS = "EPSG:28992"
KINDS = {"area": "MultiPolygon", "hexagon": "Polygon", "point": "Point", "place": "Point"}
NAME = "geom"


def make(asked: Selection) -> Iterator[bytes]:
    """A GeoPackage with one layer, named after the table; title, description and citation are in
    its metadata. It is made on disk, some rows at a time. Raises UnknownName when the table has
    no shapes."""
    batches = outlines.batches(asked, "gpkg")
    told, kind = about.of(asked), KINDS[columns.table(asked.table).shape]
    said = {"TITLE": told.title, "DESCRIPTION": told.description, "CITATION": told.citation}
    said |= {"RIGHTS": told.rights} | ({"URL": told.link} if told.link else {})
    project = pyproj.Transformer.from_crs("EPSG:4326", CRS, always_xy=True).transform

    def to_grid(at: np.ndarray) -> np.ndarray:
        return np.column_stack(project(at[:, 0], at[:, 1]))

    def parts() -> Iterator[bytes]:
        with streams.passing_file(f"{asked.table}.gpkg") as path:
            for batch in batches:
                pyogrio.write_arrow(
                    _shaped(batch, kind, to_grid),
                    path,
                    layer=asked.table,
                    driver="GPKG",
                    geometry_name=NAME,
                    geometry_type=kind,
                    crs=CRS,
                    append=path.exists(),
                    layer_metadata=said,
                )
                yield b""
            yield from streams.parts(path)

    return parts()


def _shaped(batch: Outlined, kind: str, to_grid: Callable[[np.ndarray], np.ndarray]) -> pa.Table:
    drawn = shapely.from_geojson(np.array(batch.shapes, dtype=object))
    moved = shapely.transform(drawn, to_grid)
    if kind == "MultiPolygon":
        moved = [shapely.MultiPolygon(shapely.get_parts(each).tolist()) for each in moved]
    shapes = pa.array(shapely.to_wkb(np.array(moved, dtype=object)), pa.binary())
    placed = batch.rows.append_column(NAME, pc.take(shapes, batch.places))
    field = placed.schema.field(NAME).with_metadata({"ARROW:extension:name": "geoarrow.wkb"})
    position = placed.schema.get_field_index(NAME)
    return pa.Table.from_batches([placed]).cast(placed.schema.set(position, field))
