"""A small map that tells which of a few numbered points is where."""

import json
from collections.abc import Collection
from typing import Any

import altair as alt
import pandas as pd
import shapely

from wijkeconomie.errors import ReleaseMissing, ReleaseOutdated
from wijkeconomie.view import charts, look, query, show, ui

HEIGHT = 360


def draw(points: pd.DataFrame, described: str) -> None:
    """Draws points (number, told, lon, lat, municipality_code) on the wijken of the release in
    use; nothing when that does not hold their municipality. ``described``: for who cannot see."""
    outlines = _outlines(set(points["municipality_code"]))
    if outlines:
        drawn = points.drop(columns="municipality_code")
        same = drawn.set_index("number")[["told"]].set_axis([ui._("Point")], axis=1)
        same = same.rename_axis(ui._("Number"))
        show.chart(charts.drawn(_map(outlines, drawn), "", same), described)


def _outlines(codes: Collection[str]) -> list[dict[str, Any]]:
    try:
        own = sorted(set(codes) & set(query.release().municipality_codes))
    except (ReleaseMissing, ReleaseOutdated):
        return []
    parts = [ui.rows("area_shapes", level="wijk", year=None, within=code) for code in own]
    return [
        {"type": "Feature", "properties": {"name": name}, "geometry": _turned(text)}
        for part in parts
        for name, text in zip(part["name"], part["geojson"], strict=True)
    ]


def _turned(text: str) -> dict[str, Any]:
    """An outline in the direction that Vega takes for its inside, not for all the rest."""
    shape = shapely.orient_polygons(shapely.from_geojson(text), exterior_cw=True)
    return json.loads(shapely.to_geojson(shape))


def _map(outlines: list[dict[str, Any]], points: pd.DataFrame) -> alt.LayerChart:
    ground = (
        alt.Chart(alt.Data(values=outlines))
        .mark_geoshape(fill=look.GRID, stroke="#ffffff", strokeWidth=1)
        .encode(tooltip=alt.Tooltip("properties.name:N", title=" "))
    )
    at = alt.Chart(points).encode(
        longitude="lon:Q", latitude="lat:Q", tooltip=alt.Tooltip("told:N", title=" ")
    )
    dots = at.mark_circle(size=300, color=look.ACCENT, opacity=1, stroke="#ffffff")
    numbers = at.mark_text(color="#ffffff", fontSize=11, fontWeight="bold").encode(text="number:N")
    return (
        alt.LayerChart(layer=[ground, dots, numbers])
        .project("mercator")
        .properties(height=HEIGHT)
        .configure_view(stroke=None)
    )
