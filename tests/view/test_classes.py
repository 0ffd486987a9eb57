"""Class breaks: five classes, rounded, increasing, around zero where values change sign."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkeconomie.view import classes, look


@pytest.mark.parametrize(
    ("values", "scale", "step", "expected"),
    [
        ([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560], "sequential", 5, [20, 65, 200, 750]),
        ([0, 0, 0], "sequential", 5, []),
        ([], "sequential", 5, []),
        ([float("nan")], "sequential", 5, []),
        ([7, 7, 7, 7], "sequential", 5, [5]),
        ([12.3, 45.6, 50.1, 67.8, 71.2, 90.4], "sequential", 0.1, [45, 50, 70, 70.0]),
        ([-20, -5, 0, 5, 20, 40], "diverging", 0.1, [-30, -20, 20, 30]),
        ([0, 0], "diverging", 0.1, []),
    ],
)
def test_breaks(values, scale, step, expected):
    found = classes.breaks(values, scale, step)
    assert found == sorted(set(expected))


@given(
    values=st.lists(st.floats(0, 1e6, allow_nan=False), max_size=60),
    step=st.sampled_from([5.0, 1.0, 0.1]),
)
def test_sequential_breaks_increase_and_fit(values, step):
    found = classes.breaks(values, "sequential", step)
    assert len(found) < 5
    assert found == sorted(set(found))
    assert all(b > 0 for b in found)


@given(values=st.lists(st.floats(-1e4, 1e4, allow_nan=False), max_size=60))
def test_diverging_breaks_mirror_around_zero(values):
    found = classes.breaks(values, "diverging", 0.1)
    assert found == [-b for b in reversed(found)]
    assert len(found) in (0, 4)


@pytest.mark.parametrize(("value", "position"), [(0, 0), (9.9, 0), (10, 1), (20, 2), (999, 2)])
def test_a_break_belongs_to_the_class_above(value, position):
    assert classes.position(value, [10, 20]) == position


@pytest.mark.parametrize("count", range(5))
def test_as_many_colours_as_classes(count):
    found = list(np.arange(1.0, count + 1))
    assert len(classes.colours(look.SEQUENTIAL, found)) == count + 1
    assert len(set(classes.colours(look.SEQUENTIAL, found))) == count + 1
