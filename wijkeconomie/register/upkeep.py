"""The register kept in line with areas and location types, and dates taken out of it."""

from collections.abc import Callable
from datetime import date

import geopandas as gpd
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import locating, placing, store
from wijkeconomie.register.locating import Polygons
from wijkeconomie.register.store import Connection
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import boundaries, locations

KEPT = ("kept_years", "points")
NEW = ("reference_years", "new_points")


def forget(reference_date: date) -> int:
    """Takes the rows of a reference date out of the register; returns how many there were.

    Raises Refused when the register holds no such date.
    """
    with store.changed() as con:
        kept = store.frame(con, "kept_dates").set_index("reference_date")["row_count"]
        if pd.Timestamp(reference_date) not in kept.index:
            held = ", ".join(f"{day:%Y-%m-%d}" for day in kept.index)
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
        return int(kept[pd.Timestamp(reference_date)])


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


def use_locations(rule: str, kept: pd.DataFrame) -> bool:
    """Keeps a list of types (rule ``area``) or polygons, and gives the whole register its location
    types by them; False when there is no register yet.

    Raises Refused, with all as it was, while another import is at work.
    """

    def placed(con: Connection) -> None:
        areas = areas_source.load()
        polygons = locations.load(areas)
        if rule == "area":
            areas = locations.filled(areas, kept)
        else:
            polygons[rule] = gpd.GeoDataFrame(kept)
        place(con, KEPT, areas, polygons)

    return _keep(placed, lambda: locations.save(rule, kept))


def renew() -> None:
    """Brings a register of an older version up to date: places it anew."""
    if store.exists() and store.is_behind():
        areas = areas_source.load()
        with store.changed() as con:
            place(con, KEPT, areas, locations.load(areas))


def place(
    con: Connection, names: tuple[str, str], areas: gpd.GeoDataFrame, polygons: Polygons
) -> None:
    """Places points in the areas of their reference dates, and in polygons. ``names``: the queries
    of those years and points."""
    years, points = names
    sets = boundaries.of_years(areas, store.frame(con, years)["year"].tolist() or [0])
    pairs = [(year, number) for number, (same, _) in enumerate(sets) for year in same]
    outlines = [part for _, part in sets]
    numbered = [
        pd.DataFrame(part.drop(columns="geometry")).assign(
            boundary_set=number, **locating.only_types(part, polygons)
        )
        for number, part in enumerate(outlines)
    ]
    store.give(
        con,
        year_set=pd.DataFrame(pairs, columns=["year", "boundary_set"]),
        area=pd.concat(numbered, ignore_index=True),
    )
    store.run(con, "boundary_set")
    placed = placing.place_each(store.frame(con, points), outlines)
    store.give(con, placed=locating.typed_each(placed, outlines, polygons))
    store.run(con, "placement")
    store.run(con, "given_area")


def _keep_areas(made: Callable[[], gpd.GeoDataFrame]) -> bool:
    """Keeps the areas that are made once nobody else can change them."""
    areas: list[gpd.GeoDataFrame] = []

    def placed(con: Connection) -> None:
        areas.append(made())
        known = locations.filled(areas[0])
        place(con, KEPT, known, locations.load(known))

    return _keep(placed, lambda: areas_source.replace(areas[0] if areas else made()))


def _keep(placed: Callable[[Connection], None], save: Callable[[], None]) -> bool:
    """Saves what was loaded, after placing the register in it when there is one."""
    if not store.exists():
        with store.locked(settings.data_dir()):
            save()
        return False
    with store.changed() as con:
        placed(con)
        save()
    return True
