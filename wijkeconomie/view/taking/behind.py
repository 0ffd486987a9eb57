"""The published rows behind what pages show, as filters of tables."""

from dataclasses import dataclass
from functools import lru_cache

from wijkeconomie.view import atlas, city_parts, indicators, query, similar, words
from wijkeconomie.view.exports import selection
from wijkeconomie.view.hubs.plan import Question
from wijkeconomie.view.indicators import Filters, Indicator, Selection
from wijkeconomie.view.reach import NEAR_M, Reach

ALL = ["*"]
Given = dict[str, list[str]]


@dataclass(frozen=True)
class Rows:
    """Rows of a table that are seen on a page: what they are, and the filters that leave them."""

    title: str
    table: str
    given: Given


def of_map(shown: Selection, within: str) -> Rows:
    """The values on a map, with what they are a share of or compared with."""
    title = shown.indicator.title
    if shown.level == "hexagon":
        now = {"year": [str(shown.year)], "premises": ["home"]}
        return Rows(title, "hexagon", now | _within(within))
    at = {"level": [shown.level], **_year(shown.indicator, shown.year), **_within(within)}
    return Rows(title, "activity", at | _cell(shown.indicator, shown.filters))


def of_small_map(indicator: Indicator, year: int, within: str) -> Rows:
    """The values on the map of the overview."""
    level = atlas.map_levels(within)[0]
    at = {"level": [level], **_year(indicator, year), **_within(within)}
    return Rows(indicator.title, "activity", at | _cell(indicator, Filters()))


def of_claim(area: str, rule: str) -> list[Rows]:
    """Work in residential neighbourhoods through the years, and work everywhere."""
    place = {"area": [area], "size_class": ALL, "premises": ALL}
    there = {**place, "rule": [rule], "location_type": ["residential"]}
    return [
        Rows(words.mark("Work in residential neighbourhoods, per year"), "location", there),
        Rows(words.mark("Work in all places, per year"), "activity", {**place, "sector": ALL}),
    ]


def of_profile(area: str, whole: str, year: int) -> list[Rows]:
    """The figures of an area through the years, its make-up beside the municipality's, and what
    its sections on survival, factors, similar areas and places are made of; of a city part those
    of its wijken."""
    own = city_parts.areas_of(area)
    both = list(dict.fromkeys([*own, whole]))
    now = {"area": both, "year": [str(year)]}
    apart = {"sector": ALL, "size_class": ALL, "premises": ALL}

    def without(dimension: str) -> Given:
        return {name: codes for name, codes in apart.items() if name != dimension}

    return [
        Rows(
            words.mark("Figures by premises, per year"),
            "activity",
            {"area": both, **without("premises")},
        ),
        Rows(words.mark("Sectors"), "activity", now | without("sector")),
        Rows(words.mark("Sizes"), "activity", now | without("size_class")),
        Rows(
            words.mark("Opened and closed per year"),
            "dynamics",
            {"area": own, "sector": ALL, "premises": ALL},
        ),
        Rows(words.mark("Survival"), "survival", {"area": both}),
        *_of_factors(now, whole),
        *_of_similar(area),
        Rows(words.mark("Hubs and third places"), "place", {"area": [whole]}),
        Rows(words.mark("Initiatives"), "initiative", {"area": [whole]}),
    ]


def _of_factors(now: Given, whole: str) -> list[Rows]:
    """What the municipality measured itself, and establishments within reach of places."""
    reached = {"radius": [str(NEAR_M)], "distance": ["straight"], "who": ["all"]}
    return [
        Rows(words.mark("What helps and what hinders"), "factor", {"area": [whole]}),
        Rows(words.mark("Those within reach of places"), "reach", now | reached),
    ]


def _of_similar(area: str) -> list[Rows]:
    """The areas most like an area, and the features by which they are; a city part has none, and
    one municipality alone is like no other."""
    return [] if city_parts.is_one(area) else _alike(query.release().release_id, area)


@lru_cache(maxsize=400)
def _alike(release_id: str, area: str) -> list[Rows]:
    del release_id
    alike = list(dict.fromkeys([area, *(str(row["area_code"]) for row in similar.of(area))]))
    told = [
        Rows(words.mark("Similar areas"), "similar_area", {"area": [area]}),
        Rows(words.mark("Features by which areas are alike"), "area_feature", {"area": alike}),
        Rows(words.mark("Groups of areas"), "area_group", {"area": alike}),
    ]
    return [each for each in told if selection.count(selection.parse(each.table, each.given))]


def of_places(asked: Given, reach: Reach) -> list[Rows]:
    """Places and initiatives that are searched for, and whom places reach."""
    own = {name: values for name, values in asked.items() if name != "place_category"}
    reached = {
        "year": [str(reach.year)],
        "radius": [str(reach.radius_m)],
        "distance": [reach.distance],
        "who": [reach.who],
        "sector_set": ALL,
    }
    return [
        Rows(words.mark("Hubs and third places"), "place", asked),
        Rows(words.mark("Reach of hubs and third places"), "place_reach", reached),
        Rows(words.mark("Initiatives"), "initiative", own),
    ]


def of_demand(asked: Question) -> list[Rows]:
    """What supply and demand are worked out from: home-based establishments of wijken and in
    hexagons, those within reach, through the years, and places."""
    home = {"sector": ALL, "size_class": ALL, "premises": ["home"]}
    reached = {
        "radius": [str(asked.radius_m)],
        "distance": [asked.distance],
        "kind": [asked.counted],
        "who": ["home"],
    }
    wijken = {"within": [asked.within], "level": ["municipality", "wijk"]}
    return [
        Rows(words.mark("Home-based establishments of wijken"), "activity", wijken | home),
        Rows(words.mark("Those within reach of places"), "reach", wijken | reached),
        *of_spots(asked),
    ]


def of_spots(asked: Question, *, has_sites: bool = False) -> list[Rows]:
    """What a next place is worked out from: home-based establishments in hexagons, places there
    are, and the sites that are listed, where those are chosen from."""
    now = {"year": [str(asked.year)], "premises": ["home"], "within": [asked.within]}
    here = {"area": [asked.within]}
    sites = [Rows(words.mark("Spaces where a next place could come"), "site", here)]
    return [
        Rows(words.mark("Home-based establishments by hexagon"), "hexagon", now),
        Rows(words.mark("Hubs and third places"), "place", here),
        *(sites if has_sites else []),
    ]


def of_method() -> list[Rows]:
    """What of the page on method is published as rows."""
    return [Rows(words.mark("Breaks in series"), "series_break", {})]


def _year(indicator: Indicator, year: int) -> Given:
    """A year, and the one it is compared with."""
    before = [str(year - 5)] if indicator.denominator == "five_years_earlier" else []
    return {"year": [str(year), *before]}


def _within(within: str) -> Given:
    return {"within": [within]} if within else {}


def _cell(indicator: Indicator, filters: Filters) -> Given:
    """The cells an indicator is made of: its own, and the one it is divided by."""
    chosen = indicators.cell(indicator, filters)
    pairs = {"size_class": "base_size_class", "premises": "base_premises"}
    by_base = indicator.denominator == "establishments"
    given = {"sector": [str(chosen["sector"])]}
    for own, base in pairs.items():
        codes = [str(chosen[own]), *([str(chosen[base])] if by_base else [])]
        given[own] = list(dict.fromkeys(codes))
    return given
