"""The use of a building from the BAG, by object or by address, however an addition is written."""

from collections import Counter

from tests.register.test_geocoding import HEADER, X, Y, city, line, objects  # noqa: F401

HOME, SHOP, MIXED = "woonfunctie", "winkelfunctie", "woonfunctie,kantoorfunctie"


def row(serial: int, *address: object, **changes: object) -> str:
    return line(serial, *address, **({"use": "", "x": X, "y": Y} | changes))


WRITTEN = [
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
    (("12 bis A", "", ""), "BISA"),
    (("12 B 3 hoog", "", ""), "B 3"),
    (("12", "B", "3hoog"), "B 3"),
    (("12 B 3e hoog", "", ""), "B 3"),
    (("12 hs", "", ""), "H"),
    (("12 huis", "", ""), "HS"),
    (("0012", "", "02"), "2"),
    (("12.0", "", ""), ""),
    ((" 12 ", " ", ""), ""),
]


def postcode(case: int) -> str:
    """A postcode for each case, so that all go in one import."""
    return f"{1000 + case}AB"


def test_additions_however_they_are_written(city):  # noqa: F811
    known = [
        (f"9999010000{3 * case + i:06d}", postcode(case), number, addition, use, X, Y)
        for case, (_address, right) in enumerate(WRITTEN)
        for i, (number, addition, use) in enumerate(
            [(12, right, SHOP), (12, "ZZ", HOME), (2, "", HOME)]
        )
    ]
    objects(*known)
    report, rows = city(*(row(i + 1, postcode(i), *w[0]) for i, w in enumerate(WRITTEN)))
    wrong = [w for w, r in zip(WRITTEN, rows, strict=True) if r["premises"] != "business"]
    assert wrong == []
    assert report.use_from == {"address": len(WRITTEN)}


FALLBACKS = [
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
]


def test_a_missing_addition_falls_back_to_a_number_used_alike(city):  # noqa: F811
    known = [
        (f"9999010000{9 * case + i:06d}", postcode(case), 12, addition, use, X, Y)
        for case, (_number, here, *_expected) in enumerate(FALLBACKS)
        for i, (addition, use) in enumerate(here)
    ]
    objects(*known)
    report, rows = city(*(row(i + 1, postcode(i), f[0]) for i, f in enumerate(FALLBACKS)))
    wrong = [f for f, r in zip(FALLBACKS, rows, strict=True) if r["premises"] != f[2]]
    assert wrong == []
    assert report.use_from == Counter(expected for *_case, expected in FALLBACKS)
    assert report.reasons["use_missing"] == 5


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
