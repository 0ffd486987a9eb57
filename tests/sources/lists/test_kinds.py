"""Rows of places, initiatives and vacant spaces: what is taken, mended or refused."""

import pytest
import shapely

from tests import cities
from tests import services as servers
from tests.sources.lists.made import (
    LAT,
    LON,
    X,
    Y,
    city,
    initiatives,
    listed,
    one,
    read,
    with_addresses,
)
from wijkeconomie import shipped
from wijkeconomie.sources import areas
from wijkeconomie.sources.lists import values
from wijkeconomie.sources.lists.reasons import ERRORS
from wijkeconomie.view import words

__all__ = ["city", "with_addresses"]


def minutes(degrees: float) -> str:
    whole, rest = divmod(degrees * 60, 60)[0], degrees * 60 % 60
    return f"{whole:.0f}°{int(rest)}'{rest % 1 * 60:.3f}\""


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"x": Y, "y": X}, {"point_swapped"}),
        ({"x": LON, "y": LAT}, {"point_degrees"}),
        ({"x": LAT, "y": LON}, {"point_degrees", "point_swapped"}),
        ({"x": "", "y": "", "lat": LON, "lon": LAT}, {"point_swapped"}),
        ({"x": "", "y": "", "lat": Y, "lon": X}, {"point_rd"}),
        ({"x": "", "y": "", "lat": f"{LAT}".replace(".", ","), "lon": f"{LON}"}, set()),
        ({"x": f" {X} m", "y": str(Y)}, set()),
        ({"x": "", "y": "", "N": Y, "E": X}, set()),
        ({"x": "", "y": "", "N": LAT, "E": LON}, set()),
        ({"x": "", "y": "", "N": LON, "E": LAT}, {"point_swapped"}),
        ({"x": "", "y": "", "lat": minutes(LAT) + "N", "lon": minutes(LON) + "O"}, set()),
    ],
)
def test_points_are_known_by_their_values(city, cells, told):
    row, found = one(city, **cells)
    assert row["geometry"].distance(shapely.Point(X, Y)) < 2
    assert found == told


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"naam": " \t "}, "name_none"),
        ({"naam": "!!!"}, "name_none"),
        ({"categorie": ""}, "category_none"),
        ({"categorie": "kroeg"}, "category_wrong"),
        ({"x": "", "y": "", "lat": "52.5", "lon": "3.9"}, "point_outside"),
        ({"x": "0", "y": "0"}, "point_outside"),
        ({"x": X + 9_000, "y": Y}, "point_outside"),
        ({"x": "noord", "y": Y}, "point_wrong"),
        ({"x": "", "y": ""}, "point_none"),
        ({"x": "", "y": "", "postcode": "9999 ZZ", "huisnummer": "1"}, "list_address_unknown"),
        ({"openbaar": "nee"}, "public_no"),
        ({"openbaar": "besloten"}, "public_no"),
        ({"openbaar": "misschien"}, "public_wrong"),
        ({"woonhuis": "ja"}, "home_private"),
        ({"woonhuis": "ja", "openbaar": "nee"}, "public_no"),
        ({"geopend": "2025-01-01", "gesloten": "2024-01-01"}, "closed_early"),
    ],
)
def test_rows_that_are_refused(city, cells, told):
    row, found = one(city, **cells)
    assert row is None
    assert found == {told}


def test_a_home_that_wants_to_be_shown_is_taken(city):
    row, found = one(city, woonhuis="ja", openbaar="ja")
    assert row["name"] == "Plek 0"
    assert not found


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_refused_category_is_told_all_that_are_allowed(lang):
    for code in ("category_none", "category_wrong"):
        told = words.translate(lang, ERRORS[code], value="kroeg").split("business_centre, ")[-1]
        named = told.split(": gebruik " if lang == "nl" else ": use ")[-1].rstrip(".")
        each = named.replace(" or ", ", ").replace(" of ", ", ").split(", ")
        known = {r["spelling"]: r["category"] for r in shipped.rows("place_categories")}
        every = {
            r["code"] for r in shipped.rows("categories") if r["dimension"] == "place_category"
        }
        assert {known[values.plain(word)] for word in each} | {"business_centre"} == every


def test_every_spelling_of_a_category_means_one_code_that_exists():
    rows = shipped.rows("place_categories")
    codes = {r["code"] for r in shipped.rows("categories") if r["dimension"] == "place_category"}
    assert {r["category"] for r in rows} == codes
    assert len({r["spelling"] for r in rows}) == len(rows)
    assert all(values.plain(r["spelling"]) == r["spelling"] for r in rows)


@pytest.mark.parametrize(
    ("cells", "offset", "told"),
    [
        ({"postcode": "1234 ab", "huisnummer": "12", "toevoeging": "A"}, 7, set()),
        ({"postcode": "1234AB", "huisnummer": "12-2"}, 8, set()),
        ({"postcode": "1234AB", "huisnummer": "12 bis"}, 8, {"address_near"}),
        ({"adres": "Plein 12a, 1234 AB Vierkantstad"}, 7, set()),
    ],
)
def test_a_place_is_found_by_its_address(with_addresses, cells, offset, told):
    row, found = one(with_addresses, x="", y="", **cells)
    assert row["geometry"].x == X + offset
    assert found == told


def test_addresses_are_sent_outside_only_when_asked(services, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    services.addresses = [servers.address("1234AB", 12, (X, Y))]
    file = listed(tmp_path, [{"x": "", "y": "", "postcode": "1234AB", "huisnummer": "12"}])
    assert not len(read(file).rows)
    assert services.asked == []
    assert read(file, ask_outside=True).rows.iloc[0]["geometry"].x == X


def test_the_same_row_or_number_twice(city):
    same = {"naam": "Hub", "y": Y}
    taken = read(listed(city, [same, same, {"id": "7"}, {"id": "7"}]))
    assert taken.rows["place_id"].tolist()[1] == "hubs-7"
    assert {n: (r.code, r.value) for n, r in taken.notes.refused.items()} == {
        3: ("twice", "2"),
        5: ("list_id_twice", "7"),
    }


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"toestemming": ""}, "consent_none"),
        ({"toestemming": "nee"}, "consent_none"),
        ({"toestemming": "wellicht"}, "consent_wrong"),
        ({"buurtcode": "BU00000000"}, "area_wrong"),
        ({"buurtcode": "Ergens"}, "area_wrong"),
        ({"buurtcode": ""}, "area_none"),
        ({"buurtcode": "", "lat": "52.5", "lon": "3.9"}, "point_outside"),
    ],
)
def test_initiatives_that_are_refused(city, cells, told):
    taken = read(initiatives(city, [{}, cells]), "initiatives")
    assert len(taken.rows) == 1
    assert {r.code for r in taken.notes.refused.values()} == {told}


def test_an_area_may_be_told_by_its_name(city):
    known = areas.load().query("level == 'buurt'").iloc[0]
    name = f" {known['name'].upper()} "
    taken = read(initiatives(city, [{"buurtcode": name}]), "initiatives")
    assert taken.rows["area_code"].tolist() == [known["area_code"]]


def test_a_name_of_several_areas_is_refused_as_it_is_written(city):
    known = areas.load()
    areas.save(known.assign(name=known["name"].where(known["level"] != "buurt", "Eender")))
    taken = read(initiatives(city, [{}, {"buurtcode": "Eender"}]), "initiatives")
    assert [(r.code, r.value) for r in taken.notes.refused.values()] == [("area_wrong", "Eender")]


def test_an_initiative_that_has_expired_is_told(city):
    taken = read(initiatives(city, [{}, {"verloopt": "2020-01-01"}]), "initiatives")
    assert taken.rows["expires_on"].tolist() == ["2030-01-01", "2020-01-01"]
    assert taken.notes.found == {"expired": [(3, "2020-01-01")]}
