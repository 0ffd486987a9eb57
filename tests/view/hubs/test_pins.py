"""What people type for a point is understood, and the rest is refused in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkeconomie.view.hubs import pins
from wijkeconomie.view.hubs.pins import Pin

ALMERE = Pin(142892, 486785)


@pytest.mark.parametrize(
    "text",
    [
        "142892,486785",
        "142892 486785",
        " 142892 ,  486785 ",
        "x=142892 y=486785",
        "486785, 142892",
        "142892.4;486785.2",
        "142892,4 486785,2",
    ],
)
def test_rd_is_read(text):
    assert pins.parse(text) == ALMERE


@pytest.mark.parametrize(
    "text", ["52.37,5.215", "5.215 52.37", "52,37 5,215", "52.37° N, 5.215° E", "52,37; 5,215"]
)
def test_degrees_are_read(text):
    pin = pins.parse(text)
    assert pin.degrees == pytest.approx((5.215, 52.37), abs=2e-5)


@pytest.mark.parametrize(
    "text",
    ["", "Almere", "142892", "0,0", "142892,486785,7", "1e9 1e9", "52.37,105.2", "<b>1</b>"],
)
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(pins.NoPoint, match="142000, 486000"):
        pins.parse(text)


@given(st.integers(0, 280_000), st.integers(310_000, 620_000))
def test_what_is_written_is_read_again(x, y):
    assert pins.parse(str(Pin(x, y))) == Pin(x, y)


@given(st.text(max_size=40))
def test_no_text_breaks_it(text):
    assert pins.read(text) is None or pins.read(text) == pins.parse(text)
