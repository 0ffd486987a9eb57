"""The use of a building from the BAG, by object or by address, however an addition is written."""

import pytest

from tests.register.test_geocoding import HEADER, X, Y, city, line, objects  # noqa: F401

HOME, SHOP, MIXED = "woonfunctie", "winkelfunctie", "woonfunctie,kantoorfunctie"


def row(serial: int, *address: object, **changes: object) -> str:
    return line(serial, *address, **({"use": "", "x": X, "y": Y} | changes))


@pytest.mark.parametrize(
    ("address", "addition"),
    [
        (("12a", "", ""), "A"),
        (("12 A", "", ""), "a"),
        (("12", "A", ""), "A"),
        (("12", "a", ""), "A"),
        (("12a", "A", ""), "A"),
        (("12-2", "", ""), "2"),
        (("12", "", "-2"), "2"),
        (("12 / 2", "", ""), "2"),
        (("12 bis", "", ""), "BIS"),
        (("12", "", "bis"), "bis"),
        (("12 bis A", "", ""), "A bis".replace("A bis", "BISA")),
        (("12 B 3 hoog", "", ""), "B 3"),
        (("12", "B", "3hoog"), "B 3"),
        (("12 B 3e hoog", "", ""), "B 3"),
        (("12 hs", "", ""), "H"),
        (("12 huis", "", ""), "HS"),
        (("0012", "", "02"), "2"),
        (("12.0", "", ""), ""),
        ((" 12 ", " ", ""), ""),
    ],
)
def test_additions_however_they_are_written(city, address, addition):  # noqa: F811
    objects(
        ("9999010000000001", "1234AB", 12, addition, SHOP, X, Y),
        ("9999010000000002", "1234AB", 12, "ZZ", HOME, X, Y),
        ("9999010000000003", "1234AB", 2, "", HOME, X, Y),
    )
    report, rows = city(row(1, "1234AB", *address))
    assert rows[0]["premises"] == "business"
    assert report.use_from == {"address": 1}


@pytest.mark.parametrize(
    ("number", "known", "premises", "use_from"),
    [
        ("12", [("A", HOME), ("B", HOME)], "home", "house_number"),
        ("12", [("A", HOME), ("B", MIXED)], "unknown", "none"),
        ("12", [("A", SHOP), ("B", "kantoorfunctie")], "business", "house_number"),
        ("12", [("A", HOME), ("B", SHOP)], "unknown", "none"),
        ("12c", [("", HOME)], "home", "house_number"),
        ("12c", [("", HOME), ("A", HOME)], "home", "house_number"),
        ("12c", [("A", HOME), ("B", HOME)], "unknown", "none"),
        ("12c", [("", SHOP), ("A", HOME)], "unknown", "none"),
        ("12", [("", SHOP), ("A", HOME)], "business", "address"),
        ("13", [("", HOME)], "unknown", "none"),
    ],
)
def test_a_missing_addition_falls_back_to_a_number_used_alike(
    city,  # noqa: F811
    number,
    known,
    premises,
    use_from,
):
    objects(
        *(
            (f"999901000000000{i}", "1234AB", 12, addition, use, X, Y)
            for i, (addition, use) in enumerate(known)
        )
    )
    report, rows = city(row(1, "1234AB", number))
    assert rows[0]["premises"] == premises
    assert report.use_from == {use_from: 1}
    assert ("use_missing" in report.reasons) == (premises == "unknown")


def test_the_object_goes_before_the_address(city):  # noqa: F811
    objects(
        ("9999010000000001", "1234AB", 12, "", HOME, X, Y),
        ("0034010000000002", "9999ZZ", 1, "", SHOP, X, Y),
    )
    report, rows = city(
        row(1, "1234AB", 12, "", "", "0034010000000002"),
        row(2, "1234AB", 12, "", "", "34010000000002"),
        row(3, "1234AB", 12, "", "", "NL.IMBAG.Verblijfsobject.0034010000000002"),
        row(4, "1234AB", 12, "", "", "9999010000000009"),
    )
    assert [r["premises"] for r in rows] == ["business", "business", "business", "home"]
    assert report.use_from == {"object_id": 3, "address": 1}


def test_what_is_delivered_stays_and_who_is_shielded_is_not_looked_for(city):  # noqa: F811
    objects(("9999010000000001", "1234AB", 12, "", HOME, X, Y))
    report, rows = city(
        row(1, "1234AB", 12, use=SHOP),
        row(2, "1234AB", 12, shielded="Ja"),
        row(3, "1234AB", 12),
    )
    assert [r["premises"] for r in rows] == ["business", "unknown", "home"]
    assert report.use_from == {"delivered": 1, "shielded": 1, "address": 1}
    assert rows[0]["placed_by"] == "coordinates"
