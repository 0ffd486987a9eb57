"""The published rows behind what is compared, as filters of tables."""

from collections.abc import Sequence

from wijkeconomie.view import city_parts, words
from wijkeconomie.view.indicators import Filters, Indicator, cell
from wijkeconomie.view.taking.behind import ALL, Given, Rows

FIGURES = words.mark("Figures of these areas")
SECTORS = words.mark("Sectors of these areas")
NAMED = words.mark("All wijken and buurten")


def of_areas(areas: Sequence[str], years: Sequence[int]) -> list[Rows]:
    """All cells that figures of some areas in some years are made of, of city parts those of their
    wijken; all years when none given."""
    codes = dict.fromkeys(code for area in areas for code in city_parts.areas_of(area))
    at = {"area": list(codes)} | ({"year": [str(year) for year in years]} if years else {})
    return [
        Rows(FIGURES, "activity", {**at, "sector": ALL}),
        Rows(SECTORS, "activity", {**at, "size_class": ALL, "premises": ALL}),
    ]


def of_level(
    level: str, within: Sequence[str], chosen: Sequence[Indicator], years: Sequence[int]
) -> list[Rows]:
    """The cells behind some indicators of all areas of a level; all years when none given."""
    of_rows = "wijk" if level == city_parts.LEVEL else level
    at: Given = {"level": [of_rows]} | ({"within": list(within)} if within else {})
    at |= {"year": [str(year) for year in years]} if years else {}
    return [
        Rows(each.title, "activity", at | _cells(each))
        for each in {each.indicator: each for each in chosen}.values()
    ]


def _cells(indicator: Indicator) -> Given:
    """Which cells an indicator is made of: those of all sectors where it is about sectors."""
    if indicator.denominator in ("sectors", "reference"):
        return {"size_class": ALL, "premises": ALL}
    found = cell(indicator, Filters())
    codes = {name: str(found[name]) for name in ("size_class", "premises")}
    return {"sector": ALL} | {
        name: list(dict.fromkeys([code, "*"])) for name, code in codes.items()
    }


def of_named(areas: Sequence[str], year: int) -> list[Rows]:
    """The areas among which some are found by their names, and the figures of those that are."""
    named = Rows(NAMED, "area", {"level": ["wijk", "buurt"]})
    return [*(of_areas(areas, [year]) if areas else []), named]
