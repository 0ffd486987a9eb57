"""A delivered file into the register: read, check, classify, place, swap in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from wijkeconomie.errors import Refused
from wijkeconomie.files import remembered
from wijkeconomie.register import (
    additions,
    checking,
    loading,
    mappings,
    rejects,
    store,
    taking,
    upkeep,
)
from wijkeconomie.register.mapping_files import Columns
from wijkeconomie.register.taking import PLAIN, Options
from wijkeconomie.register.validation import Report
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import locations


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
        _need_date(day, columns, path)
        checking.prepare(con, delivery, rows, columns, day)
        checking.check(con, day, columns, areas, options.asking)
        if origin or options.is_added:
            store.run(con, "problem_known")
        upkeep.place(con, upkeep.NEW, areas, locations.load(areas))
        checking.check_places(con)
        if rejects_file is not None and store.count(con, "refused"):
            rejects.write(con, delivery, rejects_file, day, options.say)
        kept = taking.Kept(is_mended=origin is not None, is_of_elsewhere=options.is_added)
        accepted = taking.accepted(con, day, path, kept)
        report = taking.take(con, accepted, layout, path, options)
    if not options.is_check:
        remembered.keep(delivery.columns, options.mapping)
    return replace(report, mapping=named.name)


def _refuse_overwriting(path: Path, rejects_file: Path | None) -> None:
    if rejects_file is not None and rejects_file.resolve() == path.resolve():
        raise Refused(
            "Refused rows would be written over the delivery {file}: give --rejects another name.",
            file=path,
        )


def _need_date(day: date | None, columns: Columns, path: Path) -> None:
    if day is None and "reference_date" not in columns.found:
        raise Refused(
            "File {file} has no column peildatum: add --reference-date, such as "
            "--reference-date 2025-04-01.",
            file=path,
        )
