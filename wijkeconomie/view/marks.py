"""Points on a map of demand: places there are, where a next one could come, a visitor's pin."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from zlib import crc32

import folium
import pandas as pd
from jinja2 import Template


@dataclass(frozen=True)
class Point:
    """A point with its circle. ``kind``: site or pin; ``sign`` stands in it, ``label`` tells."""

    lon: float
    lat: float
    radius_m: float
    kind: str
    sign: str
    label: str


class _Marked(folium.FeatureGroup):
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.featureGroup(); wijkeconomie.mark({{ this.marks }});"
        "{% endmacro %}"
    )

    def __init__(self, marks: str) -> None:
        super().__init__()
        self.marks = marks


def drawn(
    points: Sequence[Point], places: pd.DataFrame, *, drops: bool = False
) -> folium.FeatureGroup:
    """Points and ``places`` (lon, lat, name) to send to a map. ``drops``: a click on the map gives
    where it was, as ``pin:``."""
    told = {
        "drops": drops,
        "points": [asdict(point) for point in points],
        "places": places[["lat", "lon", "name"]].to_numpy(object).tolist(),
    }
    text = json.dumps(told, separators=(",", ":"))
    made = json.dumps({**told, "id": f"{crc32(text.encode()):08x}"}, separators=(",", ":"))
    return _Marked(made.replace("</", "<\\/"))
