"""Numbers as they are written in registers: plain digits count, other spellings do not."""

import duckdb
import pytest

from wijkeconomie.register import checking, store


@pytest.fixture(scope="module")
def macros():
    with duckdb.connect() as con:
        for name in checking.MACROS:
            store.run(con, f"macro_{name}")
        yield con


PLAIN = {"5": 5, " 5 ": 5, "\t5": 5, "+5": 5, "-5": -5, "007": 7, "1.5": 1.5, "1,5": 1.5, ",5": 0.5, "5.": 5, "1000": 1000, "12345.678": 12345.678}  # fmt: skip
NO_NUMBER = ["1_000", "1e3", "1E+05", "inf", "-Infinity", "nan", "0x10", "0b1", "1.234,5", "1 000", "1'000", "-", "+-1", ".", "", "５", "٣", "5\xa0", "true"]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "number"), [*PLAIN.items(), *((text, None) for text in [*NO_NUMBER, "1.000"])]
)
def test_numbers_are_plain_digits(macros, written, number):
    sql = "select parsed($written), parsed_part($written)"
    parsed, part = macros.execute(sql, {"written": written}).fetchall()[0]
    assert parsed == number
    assert part == (0 if not written else None if number is None or number < 0 else number)


@pytest.mark.parametrize("written", NO_NUMBER)
def test_other_spellings_are_no_coordinates(macros, written):
    (metres,) = macros.execute("select parsed_metres($w)", {"w": written}).fetchall()[0]
    assert metres == (1234.5 if written == "1.234,5" else None)
