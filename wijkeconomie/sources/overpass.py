"""Hubs and third places of a municipality from OpenStreetMap, through Overpass."""

from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, calls, keeping, osm_tags
from wijkeconomie.sources.area_files import RD
from wijkeconomie.sources.lists import kinds, values
from wijkeconomie.sources.lists.lines import Line
from wijkeconomie.sources.lists.points import Places
from wijkeconomie.sources.lists.reading import Taken
from wijkeconomie.sources.lists.reasons import Notes, NotTaken
from wijkeconomie.sources.services import OVERPASS, ServiceRefused, need, understood

QUESTION = "[out:json][timeout:25][bbox:{box}];({wanted});out center;"
KINDS = {kind: kind for kind in ("node", "way", "relation")}


def outline(municipality_code: str | None) -> dict[str, shapely.Geometry]:
    """Outlines of the municipalities whose areas are loaded, or of the one named, in their last
    year, by code. Raises Refused when it is not loaded."""
    known = areas.load()
    own = known[known["municipality_code"] == municipality_code] if municipality_code else known
    if own.empty:
        raise Refused(
            "The areas of {code} are not loaded: run areas --pdok --municipality {code} first.",
            code=municipality_code,
        )
    year = own.groupby("municipality_code")["boundary_year"].transform("max")
    last = own[own["boundary_year"] == year]
    whole = last[last["level"] == "municipality"]
    return dict(zip(whole["municipality_code"], whole.geometry, strict=True))


def read(outlines: dict[str, shapely.Geometry]) -> Taken:
    """Places within outlines (EPSG:28992), as ``lists.reading.read`` gives those of a list; one
    municipality is asked after the other.

    Raises Refused when the service fails, gives a part only, or knows no place.
    """
    where, rows = Places(), []
    for code in sorted(outlines):
        form = _form(outlines[code])
        try:
            with understood(OVERPASS):
                rows += _of_municipality(_asked(form), outlines[code], where)
        except ServiceRefused:
            calls.forget(OVERPASS, "", form=form)
            raise
    if not rows:
        raise Refused(
            "OpenStreetMap knows no hubs or third places in {codes}: load a list of your own.",
            codes=", ".join(sorted(outlines)),
        )
    own = keeping.frame("places", rows).drop_duplicates("place_id")
    return Taken("places", keeping.OSM, gpd.GeoDataFrame(own), Notes(), pd.DataFrame())


def _form(shape: shapely.Geometry) -> dict[str, str]:
    west, south, east, north = gpd.GeoSeries([shape], crs=RD).to_crs(4326).total_bounds
    box = ",".join(f"{degrees:.5f}" for degrees in (south, west, north, east))
    wanted = "".join(f"nwr{selected};" for selected in osm_tags.SELECTED)
    return {"data": QUESTION.format(box=box, wanted=wanted)}


def _asked(form: dict[str, str]) -> dict[str, Any]:
    answer = calls.ask(OVERPASS, form=form, needed="elements")
    if answer.get("remark"):
        raise ServiceRefused(
            "{service} gave a part only ({why}), so nothing is changed: try again later, or ask "
            "for one municipality.",
            service=OVERPASS.name,
            why=values.text(str(answer["remark"]), 80),
        )
    return answer


def _of_municipality(
    answer: dict[str, Any], shape: shapely.Geometry, where: Places
) -> list[kinds.Row]:
    stamp = str(need(OVERPASS, need(OVERPASS, answer, "osm3s"), "timestamp_osm_base"))
    day, _is_whole = values.day(stamp)
    if day is None:
        raise ValueError(stamp)
    told = {"checked_on": day.isoformat(), "source": keeping.OSM}
    rows = (_row(dict(each), shape, where) for each in need(OVERPASS, answer, "elements"))
    return [row | told for row in rows if row is not None]


def _row(element: dict[str, Any], shape: shapely.Geometry, where: Places) -> kinds.Row | None:
    """The row of an object; None for one that is no place of ours, has no name or lies outside."""
    kind, number = KINDS[need(OVERPASS, element, "type")], int(need(OVERPASS, element, "id"))
    point = dict(element if "lat" in element else need(OVERPASS, element, "center"))
    lat, lon = (float(need(OVERPASS, point, axis)) for axis in ("lat", "lon"))
    tags = {str(key): str(value) for key, value in dict(element.get("tags") or {}).items()}
    if osm_tags.category(tags) is None:
        return None
    told = osm_tags.fields(tags) | {"lat": repr(lat), "lon": repr(lon)}
    line = Line(number, told, Notes())
    try:
        row = kinds.place(line, where)
    except NotTaken:
        return None
    is_inside = shapely.intersects_xy(shape, *where.find(line))
    return row | {"place_id": f"osm-{kind}-{number}"} if is_inside else None
