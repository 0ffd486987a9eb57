"""Pieces of hexagons hold what was published, where it was published."""

import h3
import numpy as np
import pandas as pd
import pytest

from wijkeconomie.view.hubs import demand

COARSE = h3.latlng_to_cell(52.37, 5.22, 8)
FINE = list(h3.cell_to_children(COARSE, 9))
NO_AREAS = pd.DataFrame({"area_code": [], "geojson": []})
TWO_AREAS = pd.DataFrame(
    {
        "area_code": ["WK1", "WK2"],
        "geojson": [
            '{"type":"Polygon","coordinates":[[[5,52],[5.2,52],[5.2,53],[5,53],[5,52]]]}',
            '{"type":"Polygon","coordinates":[[[5.2,52],[5.4,52],[5.4,53],[5.2,53],[5.2,52]]]}',
        ],
    }
)


def cut(**published):
    rows = pd.DataFrame({"h3": list(published), "establishments": list(published.values())})
    return demand.pieces(rows, NO_AREAS)


@pytest.mark.parametrize(
    ("published", "spread"),
    [
        pytest.param({FINE[0]: 70}, {FINE[0]: 70}, id="a fine one is itself"),
        pytest.param({COARSE: 70}, dict.fromkeys(FINE, 10), id="a coarse one is its seven"),
        pytest.param(
            {COARSE: 50, FINE[0]: 20, FINE[1]: 30},
            {FINE[0]: 20, FINE[1]: 30, **dict.fromkeys(FINE[2:], 10)},
            id="a coarse one is those not published",
        ),
        pytest.param(
            {COARSE: 14, **dict.fromkeys(FINE, 10)},
            dict.fromkeys(FINE, 12),
            id="all published: over all",
        ),
    ],
)
def test_establishments_are_spread_over_what_is_not_published(published, spread):
    made = cut(**published)
    assert made.groupby("cell")["establishments"].sum().to_dict() == pytest.approx(spread)
    assert made["establishments"].sum() == pytest.approx(sum(published.values()))


def test_protected_and_empty_hexagons_are_no_demand():
    assert cut(**{COARSE: float("nan"), FINE[0]: 0}).empty


def test_pieces_lie_within_their_hexagon_and_nearest_area():
    rows = pd.DataFrame({"h3": [FINE[0]], "establishments": [49]})
    made = demand.pieces(rows, TWO_AREAS)
    lat, lon = h3.cell_to_latlng(FINE[0])
    middle = demand.metres(np.array([lon]), np.array([lat]))
    far = np.hypot(made["x"] - middle["x"][0], made["y"] - middle["y"][0])
    assert len(made) == 7
    assert far.max() < h3.average_hexagon_edge_length(9, unit="m")
    assert set(made["area_code"]) == {"WK2"}
