"""The kinds of files a steward can send: a row each."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from wijkeconomie.view import words

REGISTER = "register"
RESULTS = ("--report={folder}/report.json", "--rejects={folder}/rejects.xlsx")
LISTS = ("places", "initiatives", "sites", "factors", "practices")
SHAPES = ("geojson", "gpkg", "zip")


@dataclass(frozen=True)
class Kind:
    """A kind of file: its title, what it is, endings it may have, how its name is known (a regular
    expression), what may be told beside it (keys of ``options.OPTIONS``), and what its command is
    to write beside. Its key is the command that loads it; the register has steps of its own."""

    title: str
    about: str
    endings: tuple[str, ...]
    named: str = "(?!)"
    options: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


KINDS = {
    REGISTER: Kind(
        words.mark("Register of establishments"),
        words.mark(
            "The yearly register: LISA, your province or the KVK, as CSV or Excel. The next steps "
            "ask what its columns hold, and check every row before anything changes."
        ),
        ("csv", "txt", "tsv", "xlsx", "parquet", "json", "jsonl"),
    ),
    "areas": Kind(
        words.mark("Boundaries"),
        words.mark("CBS wijken and buurten as GeoJSON, GeoPackage or a zipped Shapefile."),
        SHAPES,
        options=("municipality", "year"),
    ),
    "figures": Kind(
        words.mark("Figures of areas"),
        words.mark(
            "Inhabitants, dwellings and urbanity by CBS: the yearly file kwb-2025.xlsx, or CSV."
        ),
        ("csv", "xlsx"),
        r"kwb|kerncijfer",
        ("year",),
    ),
    "addresses": Kind(
        words.mark("Addresses"),
        words.mark(
            "For a register without coordinates: the yearly CBS file of postcodes and house "
            "numbers, or address objects of the BAG, which also tell which buildings are homes."
        ),
        ("csv", *SHAPES),
        r"pc6|huisn|hnr|bag|verblijfsobject|adres",
    ),
    "locations": Kind(
        words.mark("Location types"),
        words.mark(
            "Which areas are residential, a centre, a business park, offices or rural: a list of "
            "areas, outlines of work sites, or the land use of CBS."
        ),
        ("csv", "xlsx", *SHAPES),
        r"locatie|ibis|bodemgebruik|bbg|bestemming",
        ("rule", "type", "list_year"),
    ),
    "city-parts": Kind(
        words.mark("City parts"),
        words.mark(
            "Which wijken make up each city part, such as a stadsdeel: a list of wijkcode and "
            "stadsdeel. A new list takes the place of the one before."
        ),
        ("csv", "xlsx"),
        r"stadsde|city.?part",
        ("list_year",),
    ),
    "places": Kind(
        words.mark("Hubs and third places"),
        words.mark(
            "Your list of shared workplaces and open meeting places: name, category, and a point "
            "or an address. A new list of the same name takes the place of the one before."
        ),
        ("csv", "xlsx", *SHAPES),
        r"hub|plekken|plaatsen|places|broedplaats|ontmoeting",
        results=RESULTS,
    ),
    "initiatives": Kind(
        words.mark("Initiatives"),
        words.mark(
            "Initiatives of the civic economy: name, theme, area and consent. Those without "
            "consent are not kept."
        ),
        ("csv", "xlsx", *SHAPES),
        r"initiatie",
        results=RESULTS,
    ),
    "sites": Kind(
        words.mark("Vacant spaces"),
        words.mark(
            "Spaces where a next place could come: name, a point or an address, and square metres."
        ),
        ("csv", "xlsx", *SHAPES),
        r"leegstand|vacant|panden",
        results=RESULTS,
    ),
    "factors": Kind(
        words.mark("What hinders and stimulates"),
        words.mark(
            "What you measured of areas and no register tells: area, factor, value, unit, date and "
            "source, such as the members of each association of entrepreneurs."
        ),
        ("csv", "xlsx"),
        r"factor|hinder|stimul|ondernemersvereniging|leden",
        results=RESULTS,
    ),
    "practices": Kind(
        words.mark("Practices"),
        words.mark(
            "What was tried, where and when, and what came of it: title, theme, summary, and a "
            "text in Markdown. Name no private persons."
        ),
        ("csv", "xlsx"),
        r"praktijk|practice",
        results=RESULTS,
    ),
    "streets": Kind(
        words.mark("Streets and paths"),
        words.mark(
            "For walking distances: an extract of OpenStreetMap (.osm or .osm.pbf), or a map of "
            "streets as lines."
        ),
        ("osm", "pbf", *SHAPES),
        r"straten|streets|wegen|osm",
    ),
}


def offered(commands: Collection[str]) -> list[str]:
    """Kinds that can be loaded here."""
    return [kind for kind in KINDS if kind == REGISTER or kind in commands]


def looking(file: str, kind: str) -> list[str]:
    """The command line that looks at the columns of a register or list."""
    layout = ["--layout", kind] if kind in LISTS else []
    return ["columns", file, *layout, "--json", "{folder}/columns.json"]


def likely(name: str, commands: Collection[str]) -> str:
    """The kind a file seems to be by its name."""
    stem, _dot, ending = name.lower().rpartition(".")
    known = {kind: KINDS[kind] for kind in offered(commands)}
    for key, kind in known.items():
        if ending in kind.endings and re.search(kind.named, stem):
            return key
    return next((key for key, kind in known.items() if ending in kind.endings), REGISTER)
