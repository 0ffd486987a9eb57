"""What may be told beside a file that a steward sends."""

import re
from dataclasses import dataclass, field

from wijkeconomie.view import words


@dataclass(frozen=True)
class Option:
    """What may be told beside a file: the option of the command, its title, and an example, or
    what can be chosen (title by value), and which of these is likely (by a regular expression for
    the name of the file, the first that fits)."""

    name: str
    title: str
    example: str = ""
    values: dict[str, str] = field(default_factory=dict)
    likely: dict[str, str] = field(default_factory=dict)


OPTIONS = {
    "municipality": Option(
        "--municipality",
        words.mark("Code of the municipality, when the file holds several"),
        "GM0308",
    ),
    "year": Option("--year", words.mark("Year, when the file does not tell it"), "2025"),
    "list_year": Option(
        "--year",
        words.mark("Year of the boundaries of a list, when it does not tell it"),
        "2025",
    ),
    "rule": Option(
        "--rule",
        words.mark("What the file holds"),
        values={
            "area": words.mark("a list: the type of each area"),
            "sites": words.mark("outlines of work sites and centres"),
            "land_use": words.mark("the land use of CBS"),
        },
        likely={
            "land_use": r"(bbg|bodemgebruik).*\.(geojson|gpkg|zip)$",
            "sites": r"\.(geojson|gpkg|zip)$",
        },
    ),
    "type": Option(
        "--type",
        words.mark("Type of the outlines, when they do not tell it"),
        values={
            "": "–",
            "business_park": words.mark("Business park"),
            "centre": words.mark("Centre"),
            "office": words.mark("Office site"),
        },
    ),
}


def likely(option: Option, name: str) -> str | None:
    """What is likely to be chosen of an option, by the name of the file."""
    found = (v for v, pattern in option.likely.items() if re.search(pattern, name.lower()))
    return next(found, next(iter(option.values), None))
