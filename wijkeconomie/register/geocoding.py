"""Where the rows of a delivery are, when their coordinates do not say so.

In this order: coordinates read as degrees or the other way round, the addresses that are kept,
the Locatieserver when that is asked for, and the buurt that a postcode is mostly in.
"""

import geopandas as gpd
import pandas as pd
from pyarrow import dataset

from wijkeconomie.coordinates import TO_RD
from wijkeconomie.register import placing, premises, store
from wijkeconomie.register.store import Connection
from wijkeconomie.sources import addresses, locatieserver
from wijkeconomie.sources.locatieserver import Asking

ADDRESS = {"postcode", "address_object_id"}


def complete(
    con: Connection, areas: gpd.GeoDataFrame, found: dict[str, str], asking: Asking | None
) -> None:
    """Completes x, y, buurt_code, placed_by and use of ``typed`` where the delivery does not say.

    ``found`` tells which columns the delivery has. Makes the temporary tables ``turned`` and
    ``located``, and ``building_use``. The Locatieserver is asked only with ``asking``. Raises
    Refused when it fails.
    """
    store.give(con, area=areas[["area_code", "level"]])
    store.run(con, "macro_suffix")
    store.run(con, "turned")
    store.run(con, "located")
    _read_anew(con)
    has_address = bool(ADDRESS & found.keys())
    if has_address:
        store.run(con, "address", has_objects=addresses.kept("objects") is not None)
        _locate(con, areas, asking)
    if store.count(con, "located"):
        store.run(con, "placed_rows")
    premises.fill(con, has_address=has_address)


def _locate(con: Connection, areas: gpd.GeoDataFrame, asking: Asking | None) -> None:
    store.run(con, "unplaced")
    if not store.count(con, "unplaced"):
        return
    _use_files(con)
    if asking:
        asked = store.frame(con, "addresses_asked")
        store.give(con, object=locatieserver.objects(asked, asking))
        store.run(con, "located_object", method="locatieserver")
    _use_postcodes(con, areas)


def _read_anew(con: Connection) -> None:
    if not store.count(con, "turned"):
        return
    points = store.frame(con, "degrees")
    x, y = TO_RD.transform(points["lon"].to_numpy(float), points["lat"].to_numpy(float))
    store.give(con, in_metres=points.assign(x=x, y=y).round({"x": 1, "y": 1}))
    store.run(con, "located_coordinates")


def _use_files(con: Connection) -> None:
    objects, numbers = addresses.kept("objects"), addresses.kept("numbers")
    if objects:
        store.give(con, object=dataset.dataset(objects))
        store.run(con, "located_object", method="address_file")
    if numbers:
        store.give(con, number=dataset.dataset(numbers))
        store.run(con, "located_number")


def _use_postcodes(con: Connection, areas: gpd.GeoDataFrame) -> None:
    """The buurt of most addresses of a postcode, or where the middle of its objects lies."""
    objects, numbers = addresses.kept("objects"), addresses.kept("numbers")
    if numbers:
        store.give(con, postcode_buurt=store.frame(con, "postcode_buurt"))
        store.run(con, "located_postcode")
    if objects:
        store.give(con, object=dataset.dataset(objects))
        centre = store.frame(con, "postcode_points")
        store.give(con, postcode_buurt=_in_buurten(centre, areas))
        store.run(con, "located_postcode")


def _in_buurten(centre: pd.DataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """The buurt each middle of a postcode lies in: postcode, buurt_code, addresses, and
    boundary_year."""
    buurten = areas[areas["level"] == "buurt"]
    placed = placing.place(centre[["x", "y"]], buurten)[["x", "y", "area_code"]]
    year = int(areas["boundary_year"].max())
    found = centre.merge(placed.rename(columns={"area_code": "buurt_code"}), on=["x", "y"])
    return found.assign(boundary_year=year)
