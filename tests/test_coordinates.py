"""Two numbers read as a point: metres and degrees, either first, and nothing elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkeconomie import coordinates
from wijkeconomie.coordinates import TO_DEGREES

X, Y = 142_892.0, 486_785.0
LON, LAT = TO_DEGREES.transform(X, Y)


@pytest.mark.parametrize(
    ("first", "second", "is_degrees", "is_swapped"),
    [(X, Y, False, False), (Y, X, False, True), (LON, LAT, True, False), (LAT, LON, True, True)],
)
def test_either_way_round(first, second, is_degrees, is_swapped):
    found = coordinates.read(first, second)
    assert (found.x, found.y) == pytest.approx((X, Y), abs=0.01)
    assert (found.is_degrees, found.is_swapped) == (is_degrees, is_swapped)


@pytest.mark.parametrize(
    "pair", [(0, 0), (X, 0), (X, LAT), (-1e9, 1e9), (float("nan"), Y), (105.2, 52.3)]
)
def test_nothing_is_read_elsewhere(pair):
    assert coordinates.read(*pair) is None


@given(st.floats(10_000, 280_000), st.floats(305_000, 620_000))
def test_metres_and_degrees_of_a_point_are_one(x, y):
    lon, lat = TO_DEGREES.transform(x, y)
    found = coordinates.read(lon, lat)
    assert found is None or (found.x, found.y) == pytest.approx((x, y), abs=0.01)
    assert coordinates.read(x, y) == coordinates.Read(x, y, is_degrees=False, is_swapped=False)
