"""Columns of a delivery: recognised by a layout, or named by a mapping that is remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from wijkeconomie.errors import Refused
from wijkeconomie.files import mapped, remembered
from wijkeconomie.files.csv_files import Written
from wijkeconomie.files.names import plain
from wijkeconomie.register import delivery, layouts, mapping_files
from wijkeconomie.register.delivery import Delivery
from wijkeconomie.register.mapping_files import Columns


@contextmanager
def opened(
    path: Path, layout: str, mapping: Path | None = None
) -> Iterator[tuple[Delivery, Columns]]:
    """A delivery with its columns recognised by a layout, or named by a mapping.

    The layout ``custom`` without a mapping takes the one remembered for the same columns. Raises
    Refused when the delivery or the mapping cannot be used, or none is remembered.
    """
    if mapping is not None and layout != "custom":
        raise Refused(
            "A mapping goes with --layout custom, not with {layout}: change the layout, or leave "
            "the mapping {file} out.",
            layout=layout,
            file=mapping,
        )
    chosen = (
        mapping_files.read(mapping)
        if mapping
        else _remembered(path)
        if layout == "custom"
        else None
    )
    written = chosen.written if chosen else Written()
    known = set(map(plain, chosen.found.values())) if chosen else layouts.known_names()
    with delivery.opened(path, known, written) as opened_delivery:
        names = opened_delivery.columns
        if chosen is None:
            yield opened_delivery, Columns(layouts.recognise(names, layout, path))
        else:
            _check_columns(chosen, names, path)
            yield opened_delivery, chosen


def found_before(columns: list[str]) -> dict[str, str]:
    """The column of each field in the mapping remembered for the same columns; empty for none."""
    file = remembered.file(columns)
    found = mapping_files.read(file).found if file.exists() else {}
    return {field: column for field, column in found.items() if column in columns}


def meanings_before(columns: list[str]) -> dict[str, dict[str, str]]:
    """What size classes mean in the mapping remembered for the same columns."""
    file = remembered.file(columns)
    known = mapping_files.read(file).meanings if file.exists() else {}
    return {name: codes for name, codes in known.items() if name == "size_class"}


def _remembered(path: Path) -> Columns:
    """The mapping remembered for the columns of a file, read as it wants to be."""
    known = {file: mapping_files.read(file) for file in sorted(remembered.folder().glob("*.toml"))}
    names = {plain(name) for chosen in known.values() for name in chosen.found.values()}

    def columns(written: Written) -> list[str]:
        with delivery.opened(path, names or layouts.known_names(), written) as tried:
            return tried.columns

    found = remembered.find({file: chosen.written for file, chosen in known.items()}, columns)
    if found is None:
        raise Refused(
            "No mapping is remembered for the columns of file {file}: give one with --mapping, or "
            "see its columns with the command columns.",
            file=path,
        )
    return replace(known[found], name=str(found))


def _check_columns(chosen: Columns, names: list[str], path: Path) -> None:
    """Raises Refused when a mapping names a column that is not there, names one twice, or does
    not name enough."""
    mapped.need(chosen.found, names, path)
    for field in ("establishment_id", "sbi_code"):
        if field not in chosen.found:
            raise Refused(
                "The mapping of file {file} names no column for {field}: add it under [columns].",
                file=path,
                field=field,
            )
    layouts.need_enough(chosen.found, names, path)
