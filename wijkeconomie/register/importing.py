"""A delivered file into the register: read, check, classify, place, swap in."""

from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from wijkeconomie import settings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.register import guards, layouts, placing, rejects, store, validation
from wijkeconomie.register.delivery import opened
from wijkeconomie.register.store import Connection
from wijkeconomie.register.validation import Report
from wijkeconomie.sources import areas as areas_source

REFUSE_ALL_OVER = 0.5


def import_file(
    path: Path, layout: str, reference_date: date | None = None, rejects_file: Path | None = None
) -> Report:
    """Imports a delivered CSV; its reference dates replace the same ones in the register.

    ``reference_date`` dates the rows of a file without dates, and picks the rows of that date
    from a file with them. Refused rows go to ``rejects_file`` with their reasons. Raises
    Refused, leaving the register as it was, when the file cannot be used.
    """
    if rejects_file is not None and rejects_file.resolve() == path.resolve():
        raise Refused(
            "Refused rows would be written over the delivery {file}: give --rejects another name.",
            file=path,
        )
    areas = areas_source.load()
    with opened(path) as delivery, store.changed() as con:
        found = layouts.recognise(delivery.columns, layout, path)
        if reference_date is None and "reference_date" not in found:
            raise Refused(
                "File {file} has no column peildatum: add --reference-date, such as "
                "--reference-date 2025-04-01.",
                file=path,
            )
        rows = store.load_raw(con, delivery, layouts.fields(layout), found)
        rejects.refuse_truncated(con, rows, path)
        sbi_version = "2025" if "2025" in found["sbi_code"] else "2008"
        _check(con, rows, reference_date, sbi_version)
        _place(con, "new_points", areas)
        _check_places(con, areas)
        if rejects_file is not None and store.count(con, "refused"):
            rejects.write(con, delivery, rejects_file)
        accepted = _accepted(con, reference_date, path)
        return _take(con, accepted, layout, path)


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
        return int(kept[pd.Timestamp(reference_date)])


def use_areas(areas: gpd.GeoDataFrame) -> bool:
    """Keeps areas and places the whole register in them; False when there is no register yet.

    Raises Refused, with areas and register as they were, while another import is at work.
    """
    if not store.exists():
        with store.locked(settings.data_dir()):
            areas_source.save(areas)
        return False
    with store.changed() as con:
        _place(con, "points", areas_source.merged(areas))
        areas_source.save(areas)
    return True


def _check(con: Connection, rows: int, reference_date: date | None, sbi_version: str) -> None:
    sectors = shipped.table("sectors").astype({"first_division": int, "last_division": int})
    severity = pd.DataFrame(
        [(r, "error") for r in validation.ERRORS] + [(r, "warning") for r in validation.WARNINGS],
        columns=["reason", "severity"],
    )
    store.give(con, sector=sectors, severity=severity)
    iso = reference_date and reference_date.isoformat()
    store.run(con, "macro_parsed")
    store.run(con, "macro_parsed_part")
    store.run(con, "macro_parsed_metres")
    store.run(con, "numbered", rows=rows)
    store.run(con, "trimmed", reference_date=iso, sbi_version=sbi_version)
    store.run(con, "typed", reference_date=iso)
    store.run(con, "problem")
    store.run(con, "problem_use")
    store.run(con, "reject_columns")


def _place(con: Connection, points: str, areas: gpd.GeoDataFrame) -> None:
    store.give(con, placed=placing.place(store.frame(con, points), areas))
    store.run(con, "placement")


def _check_places(con: Connection, areas: gpd.GeoDataFrame) -> None:
    store.give(con, area=areas[["area_code", "level"]])
    store.run(con, "problem_elsewhere")
    store.run(con, "refused")


def _accepted(con: Connection, reference_date: date | None, path: Path) -> pd.DataFrame:
    """One row per reference date that will be taken: reference_date, rows, is_sample."""
    accepted = store.frame(con, "accepted_dates")
    refused, taken = store.count(con, "refused"), int(accepted["row_count"].sum())
    if taken == 0 or refused > REFUSE_ALL_OVER * (refused + taken):
        _refuse_all(con, reference_date, path)
    guards.guard_sample(con, accepted, path)
    guards.guard_kept(con, accepted, path)
    return accepted


def _refuse_all(con: Connection, reference_date: date | None, path: Path) -> None:
    reasons = store.frame(con, "reasons")
    reasons = reasons[reasons["reason"].isin(list(validation.ERRORS))]
    if reasons.empty:
        raise Refused(
            "File {file} has no rows of reference date {date}: check the date.",
            file=path,
            date=reference_date,
        )
    worst = reasons.to_dict("records")[0]
    raise Refused(
        "File {file}: {count} rows are refused, too many to go on; the first is row {row}. {why}",
        file=path,
        count=int(worst["row_count"]),
        row=int(worst["first_row"]),
        why=validation.reason(worst["reason"], worst["first_value"]),
    )


def _take(con: Connection, accepted: pd.DataFrame, layout: str, path: Path) -> Report:
    store.give(con, accepted=accepted)
    store.run(con, "clear_dates")
    store.run(con, "delivered")
    store.run(con, "clear_log")
    refused = store.count(con, "refused")
    store.run(con, "log", file_name=path.name, layout=layout, refused=refused)
    reasons = store.frame(con, "reasons")
    dates = accepted["reference_date"].dt.strftime("%Y-%m-%d")
    return Report(
        accepted=dict(zip(dates, accepted["row_count"].astype(int), strict=True)),
        refused=refused,
        reasons=dict(zip(reasons["reason"], reasons["row_count"].astype(int), strict=True)),
    )
