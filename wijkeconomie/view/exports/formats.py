"""The formats of files: what they are called, and what makes them of a selection."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from wijkeconomie.errors import UnknownName, UnknownTable
from wijkeconomie.view import filters, words
from wijkeconomie.view.exports import (
    csv_file,
    excel,
    geojson,
    geopackage,
    gpx,
    json_file,
    json_stat,
    outlines,
    package,
    parquet,
)
from wijkeconomie.view.exports.selection import Selection

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _always(_table: str) -> bool:
    return True


@dataclass(frozen=True)
class Format:
    """A format of files: media type, what it is called, the dialects it has, what makes it (all
    that can be refused is refused before the first part), whether it is text worth packing,
    which tables it can hold, and which tables a dialect can, where that is not all."""

    media_type: str
    title: str
    make: Callable[[Selection], Iterator[bytes]]
    dialects: tuple[str, ...] = ("",)
    is_text: bool = True
    fits: Callable[[str], bool] = _always
    dialect_fits: dict[str, Callable[[str], bool]] = field(default_factory=dict)


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", words.mark("CSV"), csv_file.make, ("standard", "nl")),
    "xlsx": Format(EXCEL, words.mark("Excel"), excel.make, is_text=False),
    "json": Format(
        "application/json",
        words.mark("JSON"),
        json_file.make,
        ("standard", "stat"),
        dialect_fits={"stat": json_stat.fits},
    ),
    "parquet": Format(
        "application/vnd.apache.parquet", words.mark("Parquet"), parquet.make, is_text=False
    ),
    "geojson": Format(
        "application/geo+json", words.mark("GeoJSON"), geojson.make, fits=outlines.fits
    ),
    "gpkg": Format(
        "application/geopackage+sqlite3",
        words.mark("GeoPackage"),
        geopackage.make,
        is_text=False,
        fits=outlines.fits,
    ),
    "gpx": Format("application/gpx+xml", words.mark("GPX"), gpx.make, fits=gpx.fits),
    "zip": Format(
        "application/zip", words.mark("CSV with its description"), package.make, is_text=False
    ),
}


def make(ending: str, asked: Selection) -> Iterator[bytes]:
    """The file of a selection, part by part; a part can be empty, while more is made. Raises
    UnknownName for a dialect the format does not have, and for rows that it cannot hold."""
    refuse_dialect(ending, asked.dialect)
    return FORMATS[ending].make(asked)


def refuse_dialect(ending: str, dialect: str) -> None:
    """Raises UnknownName for a dialect that a format does not have."""
    known = [each for each in FORMATS[ending].dialects if each]
    if dialect and not known:
        raise UnknownName(
            "Files that end in .{ending} come in one way only: leave out {name}.",
            ending=ending,
            name="dialect",
        )
    if dialect:
        filters.one_of("dialect", dialect, known)


def fitting(table: str) -> list[tuple[str, str]]:
    """Endings with dialects (empty where a format has one) that can hold a table."""
    return [
        (ending, dialect)
        for ending, kind in FORMATS.items()
        for dialect in kind.dialects
        if kind.fits(table) and kind.dialect_fits.get(dialect, _always)(table)
    ]


def format_of(ending: str) -> Format:
    """A format by the ending of its files. Raises UnknownName when there is none."""
    if ending not in FORMATS:
        raise UnknownTable(
            "There are no files that end in .{ending}: use one of {known}.",
            ending=ending[:20],
            known=", ".join(FORMATS),
        )
    return FORMATS[ending]
