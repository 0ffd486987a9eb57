"""Maps: a folium map whose shapes the browser fetches once, and what to paint on them."""

import json
from dataclasses import dataclass, field, replace
from functools import lru_cache
from zlib import crc32

import folium
import pandas as pd
from jinja2 import Template

from wijkeconomie import settings
from wijkeconomie.distances import straight
from wijkeconomie.view import assets, atlas, classes, look, points, query, shapes, words
from wijkeconomie.view.reach import NEAR_M, Reach

Map = folium.Map
TOGGLES = {
    "none": (),
    "chosen": ("initiative",),
    "toggled": ("hub", "third_place", "initiative"),
}
folium.Map.default_js = [(name, assets.url(name)) for name in assets.MAP_SCRIPTS]
folium.Map.default_css = [(name, assets.url(name)) for name in assets.MAP_STYLES]


@dataclass(frozen=True)
class Paint:
    """What is on the map now; everything else stays as it is."""

    level: str
    classes: str
    year: int | None = None
    within: str = ""
    values: list[float | None] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    legend: list[dict[str, str]] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    title: str = ""
    unit: str = ""
    decimals: int = 0
    selected: str | None = None
    place: str | None = None
    visible: str | None = None
    initiatives: str | None = None
    circle_m: float = straight(NEAR_M)
    reach_key: str = ""
    reach_year: int | None = None
    reach: str = ""
    clickable: bool = True


@dataclass(frozen=True)
class Measure:
    """What a map shows: its title, unit, decimals, scale and class breaks."""

    title: str
    unit: str
    decimals: int
    scale: str
    breaks: list[float]


class _Start(folium.MacroElement):
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "wijkeconomie.start({{ this._parent.get_name() }}, {{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self, options: str) -> None:
        super().__init__()
        self.options = options


class _Painted(folium.FeatureGroup):
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.featureGroup(); wijkeconomie.paint({{ this.paint }});"
        "{% endmacro %}"
    )

    def __init__(self, paint: str) -> None:
        super().__init__()
        self.paint = paint


def base(lang: str, area_code: str, *, places: str = "none") -> folium.Map:
    """The map that stays: bounds of an area (all without a code), legend, places ('none',
    'toggled' or 'chosen')."""
    still = {"zoom_control": False, "zoom_snap": 0.25}
    made = folium.Map(location=[52.2, 5.3], zoom_start=10, tiles=None, **still)
    release_id = query.release().release_id
    _Start(_options(release_id, lang, area_code, places, settings.basemap())).add_to(made)
    return made


@lru_cache(maxsize=512)
def _options(release_id: str, lang: str, area_code: str, places: str, basemap: str) -> str:
    west, south, east, north = shapes.bounds(area_code)
    options = {
        "release": release_id,
        "lang": lang,
        "bounds": [[south, west], [north, east]],
        "basemap": look.BASEMAPS.get(basemap),
        "words": {
            "map": words.translate(lang, "Map"),
            "zoomIn": words.translate(lang, "Zoom in"),
            "zoomOut": words.translate(lang, "Zoom out"),
            "fingers": words.translate(lang, "Move the map with two fingers"),
            "wheel": words.translate(lang, "Hold Ctrl and scroll to zoom the map"),
            "attribution": _attribution(lang),
            "reload": words.translate(lang, "There is a newer release: reload this page."),
        },
        "legend": places != "chosen",
        "places": places != "none",
        "points": points.options(lang, TOGGLES[places]),
    }
    return _json(options)


def painted(paint: Paint) -> folium.FeatureGroup:
    """What changes: sent to the browser by itself, without touching the map."""
    text = _json(vars(paint))
    return _Painted(f'{{"id":"{crc32(text.encode()):08x}",{text[1:]}')


def choropleth(  # noqa: PLR0913
    lang: str,
    level: str,
    rows: pd.DataFrame,
    measure: Measure,
    selected: str | None,
    *,
    within: str = "",
) -> Paint:
    """A paint of values by area. ``rows``: value and state per area, in the order of codes, of all
    areas or those within one of several municipalities."""
    pairs = zip(rows["value"].tolist(), rows["state"].tolist(), strict=True)
    palette = look.DIVERGING if measure.scale == "diverging" else look.SEQUENTIAL
    return Paint(
        level=level,
        year=_period(level, rows),
        within=within,
        classes="".join(_letter(v, s, measure.breaks) for v, s in pairs),
        values=[_plain(v, measure.decimals) for v in rows["value"]],
        colours=classes.colours(palette, measure.breaks),
        legend=classes.legend(lang, measure.breaks, measure.decimals),
        states={s: words.label(lang, "state", s) for s in classes.STATE_LETTERS},
        title=_titled(measure),
        unit=measure.unit,
        decimals=measure.decimals,
        selected=selected,
    )


def with_reach(paint: Paint, lang: str, asked: Reach) -> Paint:
    """A paint on which places tell whom they reach."""
    told = asked.title(lang) + ": {count}"
    return replace(
        paint, circle_m=asked.circle_m, reach_key=asked.key, reach_year=asked.year, reach=told
    )


def _period(level: str, rows: pd.DataFrame) -> int | None:
    """First year of the boundaries to draw, None for the only ones there are."""
    is_of_year = level != "hexagon" and "year" in rows and not rows.empty
    return shapes.period(int(rows["year"].iloc[0])) if is_of_year else None


def _titled(measure: Measure) -> str:
    """Title with its unit, unless it says it already."""
    unit = measure.unit.strip()
    is_said = not unit or unit.lower() in measure.title.lower()
    return measure.title if is_said else f"{measure.title} ({unit})"


def _letter(value: float, state: str | None, breaks: list[float]) -> str:
    if state is None:
        return "-"
    return classes.STATE_LETTERS.get(state) or str(classes.position(value, breaks))


def _plain(value: float, decimals: int) -> float | None:
    if pd.isna(value):
        return None
    return round(float(value), decimals) if decimals else round(float(value))


def _attribution(lang: str) -> str:
    rows = atlas.areas()
    if (rows["boundary_kind"] == "schematic").any():
        return words.translate(lang, "Schematic boundaries")
    year = int(rows["boundary_year"].max())
    return words.translate(lang, "Boundaries: CBS / Kadaster, {year}", year=year)


def _json(content: object) -> str:
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return text.replace("</", "<\\/")
