"""What was never delivered is unknown in a release, not zero."""

import json

import duckdb
import pytest
from click.testing import CliRunner

from tests import cities
from tests.conftest import environment, make_secret
from tests.test_pages import opened
from tests.titles import titles
from wijkeconomie import __main__ as cli
from wijkeconomie import settings
from wijkeconomie.sources import areas
from wijkeconomie.view import http


def run(*arguments: object) -> None:
    result = CliRunner().invoke(cli.cli, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output


@pytest.fixture
def bare_city(empty_folder, prepared):
    """Vierkantstad without types of areas; premises are delivered in 2025 but not in 2024."""
    prepared(release_bare)


def release_bare(folder):
    content = json.loads(cities.areas_file(folder).read_text())
    for feature in content["features"]:
        del feature["properties"]["locatietype"]
    run("areas", cities.write(folder / "bare.geojson", content))
    for year, use in ((2024, ""), (2025, "woonfunctie")):
        rows = [cities.row(i, date=f"{year}-04-01", use=use) for i in range(20)]
        file = cities.register_file(folder, rows, f"register{year}.csv")
        run("import", file, "--layout", "lisa", "--reference-date", f"{year}-04-01")
    run("release")
    run("check", settings.release_file())


def cells(sql: str) -> set[tuple]:
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        return set(con.execute(sql).fetchall())


def test_premises_are_unknown_in_the_year_without_them(bare_city):
    found = cells(
        "select year, premises, establishments, flag is not distinct from 'u' from activity "
        "where area_code = 'GM9999' and sector = '*' and size_class = '*'"
    )
    assert found == {
        (2024, "*", 20, False),
        (2024, "home", None, True),
        (2024, "business", None, True),
        (2024, "unknown", 20, False),
        (2025, "*", 20, False),
        (2025, "home", 20, False),
        (2025, "business", 0, False),
        (2025, "unknown", 0, False),
    }


def test_location_types_are_unknown_without_types_of_areas(bare_city):
    where = "where premises = '*' and size_class = '*' and area_code = 'GM9999'"
    found = cells(
        f"select location_type = 'unknown', establishments, flag = 'u' from location {where}"
    )
    assert found == {(True, 20, False), (False, None, True)}
    outside = "where size_class = 'wijkeconomie' and flag is distinct from 'u'"
    assert cells(f"select * from activity {outside}") == set()


def test_pages_say_it_is_unknown_and_never_zero(bare_city):
    app = opened("overview", year="2024", lang="en")
    assert not app.exception
    assert titles(app)[0] == "The neighbourhood economy of Vierkantstad"
    assert any("Cannot be computed" in each.value for each in app.markdown)
    shown = {each.label: each.value for each in app.metric}
    assert shown["Establishments"] == "20"
    assert shown["Home-based"] == "–"
    later = {each.label: each.value for each in opened("overview", year="2025", lang="en").metric}
    assert later["Home-based"] == "20"


@pytest.fixture(scope="module")
def whole_city(sample_folder, tmp_path_factory):
    """The sample in a file of municipalities: no wijken, no buurten."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "register.duckdb").write_bytes((sample_folder / "register.duckdb").read_bytes())
    west, south, east, north = areas.sample().total_bounds
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    feature = cities.feature("GM0034", ring, jaar=2025)
    feature["properties"]["gemeentecode"] = feature["properties"].pop("buurtcode")
    file = cities.write(folder / "gemeente.geojson", cities.collection(feature))
    secret = make_secret(tmp_path_factory.mktemp("secret"))
    with environment(WIJKECONOMIE_DATA=folder, WIJKECONOMIE_SECRET_FILE=secret):
        run("areas", file)
        run("release")
    return folder


@pytest.mark.parametrize("level", ["", "hexagon"])
@pytest.mark.parametrize("page", http.pages())
def test_a_municipality_without_areas_within_has_every_page(whole_city, monkeypatch, page, level):
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(whole_city))
    app = opened(page, lang="en", **({"level": level} if level and page == "activity" else {}))
    assert not app.exception
    assert not app.error
    assert len(titles(app)) == 1


@pytest.mark.parametrize("page", ["activity", "places", "district", "downloads", "method"])
def test_every_page_opens(bare_city, page):
    app = opened(page, year="2024")
    assert not app.exception
    assert not app.error
