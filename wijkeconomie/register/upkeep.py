"""The register kept in line with areas and location types, and dates taken out of it."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import locating, placing, store
from wijkeconomie.register.locating import Polygons
from wijkeconomie.register.store import Connection
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import boundaries, kept, locations

KEPT = ("kept_years", "points")
NEW = ("reference_years", "new_points")
Made = tuple[pd.DataFrame, gpd.GeoDataFrame, Polygons]


def forget(reference_date: date) -> int:
    """Takes the rows of a reference date out of the register; returns how many there were.

    Raises Refused when the register holds no such date.
    """
    with store.changed() as con:
        rows = store.frame(con, "kept_dates").set_index("reference_date")["row_count"]
        if pd.Timestamp(reference_date) not in rows.index:
            held = ", ".join(f"{day:%Y-%m-%d}" for day in rows.index)
            raise Refused(
                "The register holds no rows of {date}; it holds {held}: name one of those.",
                date=reference_date,
                held=held or "–",
            )
        store.give(con, accepted=pd.DataFrame({"reference_date": [pd.Timestamp(reference_date)]}))
        store.run(con, "clear_dates")
        store.run(con, "clear_log")
        areas = areas_source.load()
        place(con, KEPT, areas, locations.load(areas))
        return int(rows[pd.Timestamp(reference_date)])


def forget_boundaries(year: int) -> bool:
    """Takes the boundaries of a year away, and places the register in those that are left; False
    when there is no register yet.

    Raises Refused when there are none of that year, or no others, and while another import is at
    work.
    """
    return _keep_areas(lambda: boundaries.without(areas_source.stored(), year))


def use_areas(areas: gpd.GeoDataFrame) -> bool:
    """Keeps areas and places the whole register in them; False when there is no register yet.

    Raises Refused, with areas and register as they were, while another import is at work.
    """
    return _keep_areas(lambda: areas_source.merged(areas))


def use_locations(rule: str, new: pd.DataFrame) -> bool:
    """Keeps a list of types (rule ``area``) or polygons with those there are, and gives the whole
    register its location types by them; False when there is no register yet.

    Raises Refused, with all as it was, while another import is at work.
    """
    return _keep_locations(rule, lambda: locations.merged(rule, new))


def forget_locations(rule: str) -> bool:
    """Takes away what was loaded for a rule; see ``use_locations``."""
    return _keep_locations(rule, lambda: locations.none(rule))


def _keep_locations(rule: str, made: Callable[[], pd.DataFrame]) -> bool:
    """Keeps the list or polygons that are made once nobody else can change them."""

    def placed() -> Made:
        rows = made()
        areas = areas_source.load(rows if rule == "area" else None)
        polygons = locations.load(areas)
        if rule != "area":
            polygons[rule] = gpd.GeoDataFrame(rows)
        return rows, areas, polygons

    return _keep(locations.FILES[rule], placed)


def renew() -> None:
    """Places the register anew when it is not placed in what is loaded: it is of an older version,
    or loading was broken off halfway."""
    if not store.exists():
        return
    if store.is_behind() or store.placed_in() != kept.fingerprint():
        areas = areas_source.load()
        with store.changed() as con:
            place(con, KEPT, areas, locations.load(areas))


def place(
    con: Connection,
    names: tuple[str, str],
    areas: gpd.GeoDataFrame,
    polygons: Polygons,
    pending: Mapping[str, Path] = {},
) -> None:
    """Places points in the areas of their reference dates, and in polygons. ``names``: the queries
    of those years and points; ``pending``: files of areas or polygons about to be kept."""
    years, points = names
    sets = boundaries.of_years(areas, store.frame(con, years)["year"].tolist() or [0])
    pairs = [(year, number) for number, (same, _) in enumerate(sets) for year in same]
    outlines = [part for _, part in sets]
    possible = [
        {rule: locating.of_areas(part, rule, known) for rule, known in polygons.items()}
        for part in outlines
    ]
    numbered = [_numbered(i, *both) for i, both in enumerate(zip(outlines, possible, strict=True))]
    store.give(
        con,
        year_set=pd.DataFrame(pairs, columns=["year", "boundary_set"]),
        smallest=pd.concat(numbered, ignore_index=True),
    )
    store.run(con, "boundary_set")
    placed = placing.place_each(store.frame(con, points), outlines)
    store.give(con, placed=_typed(placed, possible, polygons))
    store.run(con, "placement")
    store.run(con, "smallest_area")
    store.run(con, "placed_in", fingerprint=kept.fingerprint(pending))


def _numbered(
    number: int, areas: gpd.GeoDataFrame, possible: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    """Smallest areas of a set of boundaries and the areas they lie in, with their types by polygons
    where there can be but one."""
    smallest = placing.smallest(areas)
    types = {f"{rule}_type": locating.only_types(smallest, of) for rule, of in possible.items()}
    return smallest.assign(boundary_set=number, **types)


def _typed(
    placed: pd.DataFrame, possible: list[dict[str, pd.DataFrame]], polygons: Polygons
) -> pd.DataFrame:
    """Points placed in sets of boundaries with their types by polygons."""
    groups = [(possible[int(str(i))], rows) for i, rows in placed.groupby("boundary_set")]
    none = pd.Series(dtype="string")
    types = {
        f"{rule}_type": pd.concat(
            [none, *(locating.of_points(rows, rule, of[rule], known) for of, rows in groups)]
        )
        for rule, known in polygons.items()
    }
    return placed.assign(**types)


def _keep_areas(made: Callable[[], gpd.GeoDataFrame]) -> bool:
    """Keeps the areas that are made once nobody else can change them."""

    def placed() -> Made:
        areas = made()
        known = locations.filled(areas)
        return areas, known, locations.load(known)

    return _keep("areas", placed)


def _keep(name: str, made: Callable[[], Made]) -> bool:
    """Keeps rows under a name, after placing the register in the areas and polygons that they
    make: what was loaded is put in place last, so a failure leaves all as it was."""
    if not store.exists():
        with store.locked(settings.data_dir()), kept.replacing(name, made()[0]):
            return False
    with ExitStack() as after, store.changed() as con:
        rows, areas, polygons = made()
        beside = after.enter_context(kept.replacing(name, rows))
        place(con, KEPT, areas, polygons, {name: beside})
    return True
