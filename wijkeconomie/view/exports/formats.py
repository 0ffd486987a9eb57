"""The formats of files: what they are called, and what makes them of a selection."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wijkeconomie.errors import UnknownTable
from wijkeconomie.view import filters, geofiles, query, words
from wijkeconomie.view.exports import csv_file, excel
from wijkeconomie.view.exports.selection import Selection

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """A format of files: media type, what it is called, the dialects it has, what makes it (all
    that can be refused is refused before the first part), and whether it is text worth packing."""

    media_type: str
    title: str
    make: Callable[[Selection], Iterator[bytes]]
    dialects: tuple[str, ...] = ("",)
    is_text: bool = True


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", words.mark("CSV"), csv_file.make, ("standard", "nl")),
    "xlsx": Format(EXCEL, words.mark("Excel"), excel.make, is_text=False),
    "geojson": Format("application/geo+json", words.mark("GeoJSON"), geofiles.geojson),
    "gpx": Format("application/gpx+xml", words.mark("GPX"), geofiles.gpx),
}


def make(ending: str, asked: Selection) -> Iterator[bytes]:
    """The file of a selection, part by part. Raises UnknownName for a dialect the format does not
    have, and for rows that it cannot hold."""
    if asked.dialect:
        filters.one_of("dialect", asked.dialect, FORMATS[ending].dialects)
    return FORMATS[ending].make(asked)


def file_name(table: str, ending: str) -> str:
    """Name of a file with a table, which says so when it holds exact figures."""
    edition = "internal-" if query.is_internal() else ""
    return f"wijkeconomie-{edition}{table}.{ending}"


def format_of(ending: str) -> Format:
    """A format by the ending of its files. Raises UnknownName when there is none."""
    if ending not in FORMATS:
        raise UnknownTable(
            "There are no files that end in .{ending}: use one of {known}.",
            ending=ending[:20],
            known=", ".join(FORMATS),
        )
    return FORMATS[ending]
