"""What a release is made from beside the register: areas, lists and shipped tables, as frames."""

from datetime import UTC, datetime

import geopandas as gpd
import pandas as pd
from duckdb import DuckDBPyConnection

from wijkeconomie import settings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.register import locating
from wijkeconomie.release import addresses, checklist, geometry, peers, reach
from wijkeconomie.release.steps import SHIPPED
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import boundaries, initiatives, places, practices, sites


def give(con: DuckDBPyConnection) -> None:
    """Gives the queries of a release their frames by name, for what the attached register holds.
    Raises Refused when a municipality in it has no areas."""
    areas = _delivered(con, known := areas_source.load())
    is_sample = bool(_asked(con, "is_sample")["is_sample"].iloc[0])
    points = _asked(con, "points")
    located = geometry.hexagons(points)
    known_places = geometry.inside(places.load(is_sample=is_sample), areas)
    shown = initiatives.current(initiatives.load(is_sample=is_sample), datetime.now(UTC).date())
    spaces = geometry.inside(sites.load(is_sample=is_sample), areas)
    frames = {
        "area": pd.DataFrame(areas.drop(columns="geometry")),
        "area_location": locating.by_rule(areas),
        "boundary_change": boundaries.changes(areas),
        "area_shape": geometry.shapes(areas),
        "place": geometry.located(known_places, areas),
        **reach.frames(known_places, points),
        "point": located,
        "hexagon_area": geometry.municipalities(located, areas),
        "initiative": geometry.located(shown, areas),
        "site": geometry.located(spaces, areas),
        "address": addresses.points(areas),
        "peer_group": peers.kinds(known, set(areas["municipality_code"])),
        **checklist.frames(is_sample=is_sample),
        "practice": practices.load(),
        "category": shipped.table("categories"),
        **{name: shipped.table(f"{name}s") for name in SHIPPED},
    }
    for name, content in frames.items():
        con.register(name, content)


def _delivered(con: DuckDBPyConnection, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Areas of the municipalities in the register, of the boundary years that go with its dates.
    Raises Refused when a municipality has none."""
    codes = set(_asked(con, "municipalities")["municipality_code"])
    missing = sorted(codes - set(areas["municipality_code"]))
    if missing:
        raise Refused(
            "The register holds establishments of {code}, of which no areas are loaded: load them "
            "with areas FILE, or import a register of the areas that are.",
            code=", ".join(missing),
        )
    years = _asked(con, "years")["year"].tolist()
    return boundaries.in_use(areas[areas["municipality_code"].isin(codes)], years)


def _asked(con: DuckDBPyConnection, name: str) -> pd.DataFrame:
    return con.execute(settings.query(f"release/{name}")).df()
