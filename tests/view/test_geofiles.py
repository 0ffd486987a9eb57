"""GeoJSON and GPX of places and initiatives: read by GDAL as they were published."""

import json
import shutil
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as Xml

import duckdb
import pandas as pd
import pyogrio
import pytest
from starlette.testclient import TestClient

from wijkeconomie.distances import RADII_M
from wijkeconomie.errors import UnknownName
from wijkeconomie.view import attribution, filters, look, points, query, reach, words
from wijkeconomie.view.api import api
from wijkeconomie.view.exports import columns, formats, gpx, outlines, selection

NASTY = '<script>alert("x")</script> & مساحة 共享 \x0b**vet** ]]>'
ENDINGS = ("geojson", "gpx")
POINTS = ("place", "initiative", "site")


def made(ending: str, table: str, lang: str = "nl", **given: str) -> bytes:
    asked = selection.parse(table, {k: [v] for k, v in (given | {"lang": lang}).items()})
    return b"".join(formats.make(ending, asked))


@pytest.fixture(scope="module")
def changed(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a nasty name, a place of OpenStreetMap, one closed, and one without area."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copyfile(sample_folder / "economy.duckdb", folder / "economy.duckdb")
    with duckdb.connect(folder / "economy.duckdb") as con:
        for change in (
            f"name = '{NASTY}', url = 'https://example.org/?a=1&b=2', capacity = null",
            "source = 'osm; own_places', closed_on = date '2020-01-01'",
            "name = 'Café Ĳsbrandt', operator = 'Stichting Été'",
            "url = 'javascript:alert(1)'",
        ):
            number = con.execute("select count(*) from place where theme = 'done'").fetchall()[0][0]
            con.execute(
                f"update place set {change}, theme = 'done' where place_id = $1",
                [f"voorbeeld-{number + 1:02}"],
            )
        con.execute("update initiative set lon = null where initiative_id = 'voorbeeld-i01'")
        con.execute(
            "update initiative set expires_on = current_date - 1 where initiative_id = "
            "'voorbeeld-i02'"
        )
        con.execute("update release_info set release_id = 'changed'")
        con.execute("delete from source where source_id = 'osm'")
        con.execute(
            "insert into source (source_id, scope, title, holder, licence, url, used_for) values "
            "('osm', 'used', 'OpenStreetMap', '© OpenStreetMap contributors', 'ODbL 1.0', "
            "'https://www.openstreetmap.org/copyright', '')"
        )
    return folder


@pytest.fixture
def release(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(changed))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("table", POINTS)
def test_gdal_reads_every_point(release, tmp_path, table, ending):
    file = tmp_path / f"x.{ending}"
    file.write_bytes(made(ending, table))
    read = pyogrio.read_dataframe(file, **({"layer": "waypoints"} if ending == "gpx" else {}))
    rows = query.run(f"table_{table}")
    if ending == "gpx":
        rows = rows.dropna(subset=["lon"])
    names = [gpx._clean(name) if ending == "gpx" else name for name in rows["name"]]
    assert read["name"].tolist() == names
    located = read[~read.geometry.isna()]
    assert located.geometry.x.round(5).tolist() == rows["lon"].dropna().tolist()
    assert read.crs.to_epsg() == 4326


def test_every_attribute_of_a_place_as_gdal_reads_it(release, tmp_path):
    file = tmp_path / "x.geojson"
    file.write_bytes(made("geojson", "place", search=NASTY[:8]))
    first = pyogrio.read_dataframe(file).iloc[0]
    assert first["name"] == NASTY
    assert first["url"] == "https://example.org/?a=1&b=2"
    assert str(first["opened_on"])[:10] == "2018-11-01"


def test_gpx_keeps_the_order_of_its_schema(release):
    root = Xml.fromstring(made("gpx", "place"))  # noqa: S314
    assert root.tag == f"{{{gpx.GPX}}}gpx"
    assert root.attrib == {"version": "1.1", "creator": "Wijkeconomie"}
    order = ["name", "desc", "src", "link", "type"]
    for point in root.findall(f"{{{gpx.GPX}}}wpt"):
        tags = [each.tag.partition("}")[2] for each in point]
        assert tags == [tag for tag in order if tag in tags]
        assert {"name", "desc", "type"} <= set(tags)
        links = [each.get("href") for each in point if each.tag.endswith("link")]
        assert all(link.startswith("https://") for link in links)
    assert "javascript" not in Xml.tostring(root, encoding="unicode").partition("<desc>")[0]


@pytest.mark.parametrize("ending", ENDINGS)
def test_sources_are_named_inside(release, ending):
    text = made(ending, "place", "en").decode()
    assert "© OpenStreetMap contributors" in text
    assert "ODbL" in text
    assert query.release().release_id in text
    assert any("openstreetmap.org/copyright" in line for line in attribution.lines("nl"))


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({}, 51),
        ({"place_category": "library,makerspace"}, 7),
        ({"search": "ijsbrandt CAFE"}, 1),
        ({"search": "stichting ete"}, 1),
        ({"search": "100%"}, 0),
        ({"search": "'; drop table place"}, 0),
        ({"area": "WK003428"}, 1),
        ({"limit": "3"}, 3),
    ],
)
def test_filters_of_the_page_over_http(release, given, count):
    with TestClient(api) as client:
        answer = client.get("/tables/place.geojson", params=given)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("application/geo+json")
        assert 'filename="place-' in answer.headers["content-disposition"]
        assert len(answer.json()["features"]) == count
        waypoints = client.get("/tables/place.gpx", params=given)
        assert waypoints.headers["content-type"].startswith("application/gpx+xml")
        assert waypoints.text.count("<wpt ") == count


@pytest.mark.parametrize("table", sorted({*filters.tables()} - {*POINTS}))
def test_tables_without_points_are_refused(release, table):
    with pytest.raises(UnknownName, match="has no points"):
        made("gpx", table)


def test_points_for_the_map(release):
    places = points.places()
    rows = query.run("table_place").sort_values("place_id")
    features = places["features"]
    assert [f["properties"]["code"] for f in features] == rows["place_id"].tolist()
    assert features[0]["properties"]["name"] == NASTY
    assert features[0]["properties"]["capacity"] is None
    assert set(places["symbols"]) == set(words.codes("place_category"))
    codes = [each["properties"]["code"] for each in points.initiatives()["features"]]
    assert len(codes) == 10, "one has no point, and one expired yesterday"
    assert "voorbeeld-i02" not in codes
    assert look.INITIATIVE[0] not in {shape for shape, _colour in look.PLACES.values()}
    json.dumps([places, points.initiatives(), reach.by_key(2025)], allow_nan=False)


def test_reach_is_that_of_the_query(release):
    reached = reach.by_key(2025)
    every = product(RADII_M, reach.WHO)
    assert set(reached) == {reach.Reach(2025, m, who=who).key for m, who in every}
    for who in reach.WHO:
        asked = reach.Reach(2025, 500, who=who)
        rows = query.run("places_with_reach", **asked.parameters).set_index("place_id")
        assert len(rows) == len(reached[asked.key])
        for code, number in zip(sorted(rows.index), reached[asked.key], strict=True):
            known = rows.loc[code, "reached"]
            assert number in (("c", "u", "x") if pd.isna(known) else (known,))


def test_a_closed_place_is_left_out_from_then_on(release):
    rows = query.run("places_with_reach", **reach.Reach(2025, 500).parameters)
    for year, count in ((2019, 0), (2020, 1)):
        on = query.release().date_of(year)
        assert points.was_closed(rows, on).sum() == count
    shown = rows.set_index("place_id")["closed_on"].isna()
    assert points.chosen(shown) == "1." + "1" * 49
    assert points.chosen(shown | True) is None


def test_the_map_shows_places_that_were_open_then(release):
    rows = query.run("table_place").sort_values("place_id")
    for year in (2016, 2019, 2020, 2025):
        on = query.release().date_of(year).isoformat()
        dates = rows[["opened_on", "closed_on"]].astype("string").to_numpy()
        known = [
            (pd.isna(opened) or opened[:10] <= on) and (pd.isna(closed) or closed[:10] > on)
            for opened, closed in dates
        ]
        assert points.open_in(year) == "".join(".1"[is_open] for is_open in known)
    assert points.open_in(2016).count(".") > points.open_in(2025).count(".") > 0


@pytest.mark.parametrize("table", columns.tables())
def test_what_has_an_area_or_a_point_has_a_shape(sample_release, table):
    """But for breaks in series, of which most are everywhere."""
    named = {column.name for column in columns.of(table)}
    has_place = bool(named & {"area_code", "h3", "place_id", "lon"}) and table != "series_break"
    assert outlines.fits(table) is has_place
    if columns.table(table).shape != "area":
        return
    features = json.loads(made("geojson", table, limit="300"))["features"]
    placed = [each for each in features if each["properties"]["area_code"]]
    assert placed
    assert all(each["geometry"]["type"].endswith("Polygon") for each in placed)
