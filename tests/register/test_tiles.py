"""Points in areas, found by tiles, against looking at every area for every point."""

import numpy as np
import pandas as pd
import pytest
import shapely

from wijkeconomie.register import placing
from wijkeconomie.register.tiles import Tiles


def one_by_one(x: np.ndarray, y: np.ndarray, shapes: np.ndarray) -> list[int]:
    """The first area each point touches, else the nearest within 100 m, else -1."""
    found = []
    for dot in shapely.points(x, y):
        touched = np.flatnonzero(shapely.intersects(shapes, dot))
        metres = shapely.distance(shapes, dot)
        nearest = int(metres.argmin()) if metres.min() <= placing.NEAR_M else -1
        found.append(int(touched[0]) if len(touched) else nearest)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_points_get_the_area_they_lie_in(seed):
    draw = np.random.default_rng(seed)
    corners = draw.integers(-4, 4, (12, 2)) * 1_000.0
    sizes = draw.integers(1, 6, 12) * 500.0
    shapes = np.array(
        [shapely.box(w, s, w + z, s + z) for (w, s), z in zip(corners, sizes, strict=True)]
    )
    x, y = np.round(draw.uniform(-6_000, 6_000, (2, 400)), -1)
    found = placing.areas_of(pd.DataFrame({"x": x, "y": y}), shapes)
    expected = one_by_one(x, y, shapes)
    is_sure = [np.sum(shapely.distance(shapes, p) <= 0) > 0 for p in shapely.points(x, y)]
    assert len(set(expected)) > 5
    assert found[is_sure].tolist() == np.array(expected)[is_sure].tolist()
    assert ((found < 0) == (np.array(expected) < 0)).all()


@pytest.mark.parametrize(("x", "expected"), [([], []), ([1e7, 50.0, -99.0], [-1, 0, 0])])
def test_no_points_and_points_far_away(x, expected):
    points = pd.DataFrame({"x": x, "y": [50.0] * len(x)})
    assert placing.areas_of(points, np.array([shapely.box(0, 0, 100, 100)])).tolist() == expected


def test_no_areas():
    points = pd.DataFrame({"x": [1.0], "y": [1.0]})
    assert placing.areas_of(points, np.array([], object)).tolist() == [-1]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((-9e5, -9e5, 9e5, 9e5), [0, 1, 2]),
        ((0, 0, 0, 0), [0]),
        ((5_000, 5_000, 5_000, 9_000), [2]),
        ((1, 1, 2_499, 4_999), []),
        ((9_000, 0, 9_999, 9), []),
        ((-9_999, -9, -9_000, -1), []),
    ],
)
def test_a_box_holds_its_edge(box, expected):
    tiles = Tiles(np.array([0.0, 2_500.0, 5_000.0]), np.array([0.0, 2_500.0, 5_000.0]))
    assert sorted(tiles.within(*box).tolist()) == expected
