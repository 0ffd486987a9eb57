"""Kinds of municipalities, from made ones of squares whose inhabitants and distances are known."""

import geopandas as gpd
import pytest
import shapely

from wijkeconomie.release import peers
from wijkeconomie.sources import areas

DENSE_HA = 100


def town(code: str, cores: dict[float, float], east: float = 0, rest: float = 0, year: int = 2025):
    """A municipality with dense square kilometres at so many km north, and the others spread out;
    inhabitants in thousands."""
    parts = [(1000 * people, 1000 * north, 1000, 100) for north, people in cores.items()]
    parts += [(1000 * rest, -20_000, 10_000, 10_000)] if rest else []
    rows = [
        {
            "area_code": f"BU{code}{place:04d}",
            "level": "buurt",
            "population": float(people),
            "land_ha": float(hectares),
            "geometry": shapely.box(1000 * east, y, 1000 * east + side, y + side),
        }
        for place, (people, y, side, hectares) in enumerate(parts)
    ]
    whole = {
        "area_code": f"GM{code}",
        "level": "municipality",
        "population": sum(row["population"] for row in rows),
        "land_ha": sum(row["land_ha"] for row in rows),
        "geometry": shapely.union_all([row["geometry"] for row in rows]),
    }
    same = {"municipality_code": f"GM{code}", "name": f"Stad {code}", "boundary_year": year}
    return [{**row, **same} for row in (whole, *rows)]


def kind(*towns: list[dict]) -> dict | None:
    known = gpd.GeoDataFrame([row for town in towns for row in town], crs="EPSG:28992")
    found = peers.kinds(known, {towns[0][0]["area_code"]}).to_dict("records")
    return found[0] if found else None


OTHER = town("0002", {0: 30}, east=100)


@pytest.mark.parametrize(
    ("cores", "rest", "others", "expected"),
    [
        ({0: 49}, 0, [], "small"),
        ({0: 201}, 0, [], "large_city"),
        ({0: 80}, 0, [], None),
        ({0: 80}, 0, [OTHER], "monocentric"),
        ({0: 30, 5: 30}, 0, [OTHER], "polycentric"),
        ({0: 30, 3.5: 30}, 0, [OTHER], "polycentric"),
        ({0: 30, 2.5: 30}, 0, [OTHER], "monocentric"),
        ({0: 30, 1.2: 30, 8: 25}, 0, [OTHER], "monocentric"),
        ({0: 40, 5: 25}, 0, [OTHER], "monocentric"),
        ({0: 40, 5: 25}, 20, [OTHER], "polycentric"),
        ({0: 40, 5: 4.9}, 40, [OTHER], "monocentric"),
        ({}, 80, [OTHER], "polycentric"),
        ({0: 80}, 0, [town("0002", {0: 150}, east=19)], "near_city"),
        ({0: 80}, 0, [town("0002", {0: 150}, east=21)], "monocentric"),
        ({0: 80}, 0, [town("0002", {0: 149}, east=19)], "monocentric"),
        ({0: 120}, 0, [town("0002", {0: 170}, east=19)], "monocentric"),
        ({0: 30, 5: 30}, 0, [town("0002", {0: 300}, east=10)], "near_city"),
    ],
)
def test_kinds(cores, rest, others, expected):
    found = kind(town("0001", cores, rest=rest), *others)
    assert (found and found["kind"]) == expected


def test_what_told_the_kind_is_kept():
    nearest = [town("0002", {0: 400}, east=15), town("0003", {0: 200}, east=-12)]
    near = kind(town("0001", {0: 80}), *nearest)
    assert (near["city_code"], near["city_name"], near["city_km"]) == ("GM0003", "Stad 0003", 12)
    several = kind(town("0001", {0: 30, 5: 20, 9: 10}), OTHER)
    assert (several["cores"], several["largest_core"]) == (3, 0.5)


def test_only_the_last_boundaries_count():
    before = town("0001", {0: 40}, year=2020)
    assert kind(town("0001", {0: 201}), before)["kind"] == "large_city"


@pytest.mark.parametrize("unknown", [("municipality", None), ("buurt", None)])
def test_without_inhabitants_there_is_no_kind(unknown):
    level, people = unknown
    own = [
        {**row, "population": people} if row["level"] == level else row
        for row in town("0001", {0: 80})
    ]
    assert kind(own, OTHER) is None


def test_the_sample_is_a_large_city(empty_folder):
    found = peers.kinds(areas.sample(), {"GM0034"}).to_dict("records")
    assert [row["kind"] for row in found] == ["large_city"]
