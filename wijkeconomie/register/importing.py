"""A delivered file into the register: read, check, classify, place, swap in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import (
    additions,
    checking,
    loading,
    locating,
    mappings,
    placing,
    rejects,
    store,
    taking,
)
from wijkeconomie.register.locating import Polygons
from wijkeconomie.register.store import Connection
from wijkeconomie.register.taking import PLAIN, Options
from wijkeconomie.register.validation import Report
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import boundaries, locations

KEPT = ("kept_years", "points")


def import_file(
    path: Path,
    layout: str,
    reference_date: date | None = None,
    rejects_file: Path | None = None,
    options: Options = PLAIN,
) -> Report:
    """Imports a delivered CSV; its reference dates replace the same ones in the register.

    ``reference_date`` dates the rows of a file without dates, and picks the rows of that date
    from a file with them. Refused rows go to ``rejects_file`` with their reasons. With
    ``options.asking`` addresses that cannot be placed otherwise are sent to the Locatieserver.
    Raises Refused, leaving the register as it was, when the file cannot be used.
    """
    _refuse_overwriting(path, rejects_file)
    areas = areas_source.load()
    with (
        mappings.opened(path, layout, options.mapping) as (delivery, named),
        store.changed(is_kept=not options.is_check) as con,
    ):
        columns = replace(named, sbi_version=options.sbi_version or named.sbi_version)
        rows = loading.load_raw(con, delivery, columns)
        rejects.refuse_truncated(con, delivery.first_row + rows - 1, path)
        origin = additions.origin(con, delivery.columns, path)
        day = reference_date or (origin and origin.reference_date)
        if day is None and "reference_date" not in columns.found:
            raise _without_date(path)
        checking.prepare(con, delivery, rows, columns, day)
        checking.check(con, day, columns, areas, options.asking)
        if origin:
            store.run(con, "problem_known")
        _place(con, ("reference_years", "new_points"), areas, locations.load(areas))
        checking.check_places(con)
        if rejects_file is not None and store.count(con, "refused"):
            rejects.write(con, delivery, rejects_file, day)
        accepted = taking.accepted(con, day, path, is_addition=origin is not None)
        report = taking.take(con, accepted, layout, path, options)
    if not options.is_check:
        mappings.remember(delivery.columns, options.mapping)
    return replace(report, mapping=named.name)


def _refuse_overwriting(path: Path, rejects_file: Path | None) -> None:
    if rejects_file is not None and rejects_file.resolve() == path.resolve():
        raise Refused(
            "Refused rows would be written over the delivery {file}: give --rejects another name.",
            file=path,
        )


def _without_date(path: Path) -> Refused:
    return Refused(
        "File {file} has no column peildatum: add --reference-date, such as "
        "--reference-date 2025-04-01.",
        file=path,
    )


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
        _place(con, KEPT, areas, locations.load(areas))
        return int(kept[pd.Timestamp(reference_date)])


def forget_boundaries(year: int) -> None:
    """Takes the boundaries of a year away, and places the register in those that are left.

    Raises Refused when there are none of that year, or no others.
    """
    known = areas_source.stored()
    years = [] if known is None else sorted(set(known["boundary_year"]))
    if known is None or year not in years or len(years) == 1:
        raise Refused(
            "Boundaries of {year} cannot be taken away: there are those of {years}, and one year "
            "has to stay.",
            year=year,
            years=", ".join(map(str, years)) or "–",
        )
    left = known[known["boundary_year"] != year]
    with store.changed() as con:
        _place(con, KEPT, left, locations.load(left))
        areas_source.replace(left)


def use_areas(areas: gpd.GeoDataFrame) -> bool:
    """Keeps areas and places the whole register in them; False when there is no register yet.

    Raises Refused, with areas and register as they were, while another import is at work.
    """
    if not store.exists():
        with store.locked(settings.data_dir()):
            areas_source.save(areas)
        return False
    with store.changed() as con:
        together = locations.filled(areas_source.merged(areas))
        _place(con, KEPT, together, locations.load(together))
        areas_source.save(areas)
    return True


def renew() -> None:
    """Brings a register of an older version up to date: places it anew."""
    if store.exists() and store.is_behind():
        areas = areas_source.load()
        with store.changed() as con:
            _place(con, KEPT, areas, locations.load(areas))


def use_locations(rule: str, kept: pd.DataFrame) -> bool:
    """Keeps a list of types (rule ``area``) or polygons, and gives the whole register its location
    types by them; False when there is no register yet.

    Raises Refused, with all as it was, while another import is at work.
    """
    if not store.exists():
        with store.locked(settings.data_dir()):
            locations.save(rule, kept)
        return False
    areas = areas_source.load()
    polygons = locations.load(areas)
    if rule == "area":
        areas = locations.filled(areas, kept)
    else:
        polygons[rule] = gpd.GeoDataFrame(kept)
    with store.changed() as con:
        _place(con, KEPT, areas, polygons)
        locations.save(rule, kept)
    return True


def _place(
    con: Connection, names: tuple[str, str], areas: gpd.GeoDataFrame, polygons: Polygons
) -> None:
    """Places all points in the areas of their reference dates, and in the polygons. ``names``: the
    queries of those years and points."""
    years, points = names
    of_years = boundaries.of_years(areas, store.frame(con, years)["year"].tolist() or [0])
    sets = list({id(part): part for part in of_years.values()}.values())
    number = {id(part): i for i, part in enumerate(sets)}
    pairs = [(year, number[id(part)]) for year, part in of_years.items()]
    numbered = [
        pd.DataFrame(part.drop(columns="geometry")).assign(
            boundary_set=i, **locating.only_types(part, polygons)
        )
        for i, part in enumerate(sets)
    ]
    store.give(
        con,
        year_set=pd.DataFrame(pairs, columns=["year", "boundary_set"]),
        area=pd.concat(numbered, ignore_index=True),
    )
    store.run(con, "boundary_set")
    placed = placing.place_each(store.frame(con, points), sets)
    store.give(con, placed=locating.typed_each(placed, sets, polygons))
    store.run(con, "placement")
    store.run(con, "given_area")
