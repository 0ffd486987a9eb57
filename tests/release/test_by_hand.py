"""Figures of small cities, counted by hand through the whole way from file to page."""

import duckdb
import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests import cities
from wijkeconomie import settings
from wijkeconomie.register import importing, placing
from wijkeconomie.release import geometry, publish
from wijkeconomie.sources import areas
from wijkeconomie.view import query

EAST = cities.X + 1_500


def publish_years(tmp_path, **years: list[str]) -> None:
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    for year, rows in years.items():
        file = cities.register_file(tmp_path, rows, f"{year}.csv")
        importing.import_file(file, "lisa")
    publish.publish("public", lambda _step: None)


def rows(year: int, serials, **changes: object) -> list[str]:
    return [cities.row(i, date=f"{year}-04-01", **changes) for i in serials]


def moves(area: str, year: int) -> tuple:
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        return con.execute(
            "select openings, closures, moved_in, moved_out, flag from dynamics where"
            " area_code = ? and year = ? and sector = '*' and premises = '*'",
            [area, year],
        ).fetchall()[0]


def test_openings_closures_and_moves(empty_folder, tmp_path):
    """Of 30 in Noordwest 10 close, 10 move to Noordoost and 10 stay; 5 open in Noordoost."""
    after = [*rows(2024, range(10, 20), x=EAST), *rows(2024, range(20, 30))]
    opened = rows(2024, range(40, 45), x=EAST)
    publish_years(tmp_path, y2023=rows(2023, range(30)), y2024=[*after, *opened])
    assert moves("BU99990101", 2024) == (0, 10, 0, 10, None)
    assert moves("BU99990102", 2024) == (5, 0, 10, 0, None)
    assert moves("WK999901", 2024) == (5, 10, 0, 0, None)
    assert moves("BU99990101", 2023) == (None, None, None, None, "u")


def test_a_year_without_delivery_is_no_year_of_openings(empty_folder, tmp_path):
    """What is there in 2022 and in 2024 did not open in 2024, whoever delivered 2023."""
    other = json_city(tmp_path)
    areas.save(areas.read(other, None, None))
    shifted = {"municipality": "9998", "x": cities.X + 5_500}
    mine = [cities.row(i, date="2022-04-01", **shifted) for i in range(60, 80)]
    again = [cities.row(i, date="2024-04-01", **shifted) for i in range(60, 80)]
    publish_years(
        tmp_path,
        y2022=[*rows(2022, range(1, 20)), *mine],
        y2023=rows(2023, range(1, 20)),
        y2024=[*rows(2024, range(1, 20)), *again],
    )
    assert moves("GM9998", 2024) == (0, 0, 0, 0, None)
    assert moves("GM9998", 2023)[-1] == "u"


def json_city(tmp_path):
    feature = cities.feature("BU99980101", cities.square(5, 1), buurtnaam="Elders")
    return cities.write(tmp_path / "other.geojson", cities.collection(feature))


def test_the_share_within_a_hexagon_that_is_shown(empty_folder, tmp_path):
    """Of 45 home-based ones 40 stand together; of 5 none do with nine others."""
    apart = rows(2024, range(60, 65), x=EAST, y=cities.Y + 500)
    shops = rows(2024, range(70, 80), use="winkelfunctie")
    publish_years(
        tmp_path, y2023=rows(2023, range(60, 65)), y2024=[*rows(2024, range(40)), *apart, *shops]
    )
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        told = con.execute("select measure, value from quality where table_name = 'hexagon'")
        assert dict(told.fetchall()) == {
            "within_hexagon_2023": 0,
            "within_hexagon_2024": pytest.approx(40 / 45),
        }


def test_the_noise_of_large_ones_balances(empty_folder, tmp_path):
    """The two employers of 1,000 in each sector have opposite noise: together at most 8 percent
    of one, where without order by size about half would have 14 percent of both."""
    sectors = {"G": "4711", "J": "6201", "I": "5610", "F": "4120", "Q": "8610", "P": "8520"}
    rows = [
        cities.row(100 * k + i, sbi=sbi, full=1_000 if i < 2 else 1)
        for k, sbi in enumerate(sectors.values(), start=1)
        for i in range(5)
    ]
    publish_years(tmp_path, y2024=rows)
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        jobs = dict(
            con.execute(
                "select sector, jobs from activity where area_code = 'GM9999'"
                " and size_class = '*' and premises = '*'"
            ).fetchall()
        )
    for sector in sectors:
        assert abs(jobs[sector] - 2_003) <= 0.08 * 1_000 + 5, sector


def test_shielded_addresses_have_no_location_type_in_their_wijk(empty_folder, tmp_path):
    shielded = rows(2024, range(10), shielded="Ja")
    publish_years(tmp_path, y2024=[*shielded, *rows(2024, range(20, 30))])
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        found = dict(
            con.execute(
                "select location_type, establishments from location where area_code = 'WK999901'"
                " and rule = 'area' and size_class = '*' and premises = '*'"
            ).fetchall()
        )
    assert found["residential"] == 10
    assert found["unknown"] == 10


@pytest.mark.parametrize(("metres", "is_inside"), [(99, True), (101, False)])
def test_points_within_100_metres_belong_to_the_nearest(tmp_path, metres, is_inside):
    known = areas.read(cities.areas_file(tmp_path), None, None)
    point = pd.DataFrame({"x": [cities.X - metres], "y": [cities.Y + 1_500.0]}).astype(float)
    assert len(placing.place(point, known)) == is_inside


def test_shapes_stay_within_ten_metres_of_the_areas():
    known = areas.sample()
    made = geometry.shapes(known).set_index("area_code")["geojson"].reindex(known["area_code"])
    drawn = shapely.from_geojson(made.to_numpy(object))
    shapes = gpd.GeoSeries(drawn, crs=geometry.DEGREES).to_crs(areas.RD)
    for level in ("wijk", "buurt"):
        is_level = (known["level"] == level).to_numpy()
        apart = shapely.hausdorff_distance(
            shapes[is_level].to_numpy(), known.geometry[is_level].to_numpy()
        )
        assert apart.max() < 60
        assert pd.Series(apart).median() < 10


def test_places_near_are_measured_in_metres(sample_release):
    place = query.run("table_place").iloc[0]
    north = place["lat"] + 1_000 / 111_195
    found = query.run("places_near", lon=place["lon"], lat=north, within_m=1_010, areas=["none"])
    distance = found.set_index("place_id").loc[place["place_id"], "distance_m"]
    assert distance == pytest.approx(1_000, rel=0.005)


def test_the_claim_divides_like_by_like(sample_release):
    found = query.run("claim_by_year", area="GM0034", rule="area").set_index("year").loc[2025]
    for concept in ("jobs", "jobs_full_time", "establishments"):
        expected = found[f"residential_{concept}"] / found[concept]
        assert found[f"share_{concept}"] == pytest.approx(expected)
    type_ = query.run(
        "table_location",
        area=["GM0034"],
        year=[2025],
        rule=["area"],
        size_class=["*"],
        premises=["*"],
    ).set_index("location_type")
    assert found["residential_jobs_full_time"] == type_.loc["residential", "jobs_full_time"]
