"""Shapes, parents and distances."""

import json

import geopandas as gpd
import h3
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from wijkeconomie.release import geometry
from wijkeconomie.sources import areas, boundaries, places


def test_shapes_are_light_valid_and_leave_no_gaps():
    made = areas.sample()
    shapes = geometry.shapes(made).set_index("area_code")["geojson"]
    assert set(shapes.index) == set(made["area_code"])
    assert max(len(text.split(".")[1].split(",")[0].split("]")[0]) for text in shapes) <= 5
    drawn = gpd.GeoSeries([shapely.geometry.shape(json.loads(s)) for s in shapes], shapes.index)
    assert drawn.is_valid.all()
    buurten = drawn[drawn.index.str.startswith("BU")]
    gaps = buurten.union_all().area - drawn["GM0034"].area
    assert abs(gaps) < 0.001 * drawn["GM0034"].area


def test_places_get_their_area():
    located = geometry.located(places.sample(), boundaries.in_use(areas.sample(), [2025]))
    assert located["area_code"].str.fullmatch(r"BU0034\d{4}").all()
    assert located["lon"].between(5.1, 5.4).all()
    assert located["lat"].between(52.3, 52.5).all()


def test_hexagons_are_those_of_the_grid():
    """Worked out in parts, and still in order."""
    draw = np.random.default_rng(3)
    points = pd.DataFrame(
        {"x": draw.uniform(100_000, 200_000, 101), "y": draw.uniform(400_000, 500_000, 101)}
    )
    to_degrees = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    lon, lat = to_degrees.transform(points["x"].to_numpy(), points["y"].to_numpy())
    expected = [h3.latlng_to_cell(*pair, 9) for pair in zip(lat, lon, strict=True)]
    found = geometry.hexagons(points)
    assert found["h3"].tolist() == expected
    assert found["parent"].tolist() == [h3.cell_to_parent(cell, 8) for cell in expected]
    assert found[["x", "y"]].equals(points)
    assert geometry.hexagons(points.iloc[:0]).empty


def test_a_hexagon_is_of_the_municipality_its_centre_lies_in():
    """Also the coarse ones, one across the border, and one just outside every area."""
    left, right = (shapely.box(x, 480_000, x + 5_000, 485_000) for x in (140_000, 145_000))
    towns = gpd.GeoDataFrame(
        {
            "area_code": ["GM9901", "WK990101", "GM9902"],
            "level": ["municipality", "wijk", "municipality"],
            "municipality_code": ["GM9901", "GM9901", "GM9902"],
            "until_year": [2025, 2025, 2025],
        },
        geometry=[left, left, right],
        crs="EPSG:28992",
    )
    points = geometry.hexagons(
        pd.DataFrame({"x": np.linspace(139_900, 150_100, 200), "y": np.full(200, 482_000.0)})
    )
    found = geometry.municipalities(points, towns).set_index("h3")["municipality_code"]
    assert set(found.index) == {*points["h3"], *points["parent"]}
    assert found.index.is_unique
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    for code, town in found.items():
        x, _y = to_metres.transform(*h3.cell_to_latlng(str(code))[::-1])
        assert town == ("GM9901" if x < 145_000 else "GM9902")
    assert geometry.municipalities(points.iloc[:0], towns).empty
