"""A delivered file into the register: read, check, classify, place, swap in."""

from collections.abc import Callable
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
    mappings,
    placing,
    rejects,
    store,
    taking,
)
from wijkeconomie.register.store import Connection
from wijkeconomie.register.taking import PLAIN, Options
from wijkeconomie.register.validation import Report
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import boundaries


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
        _place(con, "reference_years", "new_points", areas)
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
        _place(con, "kept_years", "points", areas_source.load())
        return int(kept[pd.Timestamp(reference_date)])


def forget_boundaries(year: int) -> bool:
    """Takes the boundaries of a year away, and places the register in those that are left; False
    when there is no register yet.

    Raises Refused when there are none of that year, or no others, and while another import is at
    work.
    """
    return _keep(lambda: boundaries.without(areas_source.stored(), year))


def use_areas(areas: gpd.GeoDataFrame) -> bool:
    """Keeps areas and places the whole register in them; False when there is no register yet.

    Raises Refused, with areas and register as they were, while another import is at work.
    """
    return _keep(lambda: areas_source.merged(areas))


def _keep(made: Callable[[], gpd.GeoDataFrame]) -> bool:
    """Keeps the areas that are made once nobody else can change them."""
    if not store.exists():
        with store.locked(settings.data_dir()):
            areas_source.replace(made())
        return False
    with store.changed() as con:
        areas = made()
        _place(con, "kept_years", "points", areas)
        areas_source.replace(areas)
    return True


def _place(con: Connection, years: str, points: str, areas: gpd.GeoDataFrame) -> None:
    """Places all points in the areas of their reference dates."""
    sets = boundaries.of_years(areas, store.frame(con, years)["year"].tolist() or [0])
    pairs = [(year, number) for number, (same, _) in enumerate(sets) for year in same]
    numbered = [
        pd.DataFrame(part.drop(columns="geometry")).assign(boundary_set=number)
        for number, (_, part) in enumerate(sets)
    ]
    store.give(
        con,
        year_set=pd.DataFrame(pairs, columns=["year", "boundary_set"]),
        area=pd.concat(numbered, ignore_index=True),
    )
    store.run(con, "boundary_set")
    outlines = [part for _, part in sets]
    store.give(con, placed=placing.place_each(store.frame(con, points), outlines))
    store.run(con, "placement")
    store.run(con, "given_area")
