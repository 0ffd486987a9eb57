"""Boundaries of several years: every reference date in its own, and what changed told apart."""

import json

import duckdb
import pandas as pd
import pytest

from tests import cities
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, upkeep
from wijkeconomie.release import attack, checks, publish
from wijkeconomie.sources import areas, boundaries
from wijkeconomie.view import method, query, shapes

EAST = cities.X + 1_500
SOUTH = cities.Y + 500


def redrawn(folder):
    """Boundaries of 2025: Noordoost gave its southern half to the new Middenoost."""
    north, south = cities.square(1, 1), cities.square(1, 1)
    for ring, at in ((north, 1), (south, -1)):
        for point in ring:
            middle = cities.Y + 1.5 * cities.SIDE
            point[1] = max(point[1], middle) if at > 0 else min(point[1], middle)
    kept = [
        cities.feature(code, cities.square(column, row), buurtnaam=name, locatietype=kind)
        for code, (name, column, row, kind) in cities.BUURTEN.items()
        if code != "BU99990102"
    ]
    new = [
        cities.feature("BU99990102", north, buurtnaam="Noordoost", locatietype="residential"),
        cities.feature("BU99990103", south, buurtnaam="Middenoost", locatietype="residential"),
    ]
    features = [
        feature | {"properties": feature["properties"] | {"jaar": 2025}}
        for feature in (*kept, *new)
    ]
    return cities.write(folder / "redrawn.geojson", cities.collection(*features))


def people(year: int) -> list[str]:
    """Forty in the middle of Noordoost's south, twenty in its north, thirty in Noordwest."""
    places = [(EAST, cities.Y + 1_200)] * 40 + [(EAST, cities.Y + 1_800)] * 20
    places += [(cities.X + 500, cities.Y + 1_500)] * 30
    return [cities.row(i, date=f"{year}-04-01", x=x, y=y) for i, (x, y) in enumerate(places, 1)]


def release_four_years(folder):
    upkeep.use_areas(areas.read(cities.areas_file(folder), None, None))
    for year in (2023, 2024, 2025, 2026):
        importing.import_file(cities.register_file(folder, people(year)), "lisa")
    upkeep.use_areas(areas.read(redrawn(folder), None, None))
    publish.publish("public", lambda _step: None)


@pytest.fixture
def city(empty_folder, prepared):
    """A release of 2023 to 2026, of which the last two years in other boundaries."""
    prepared(release_four_years)
    return settings.release_file()


def asked(sql: str) -> list[tuple]:
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        return con.execute(sql).fetchall()


def totals(code: str) -> list[tuple]:
    return asked(
        "select year, establishments, flag is not distinct from 'x' from activity where"
        f" area_code = '{code}' and sector = '*' and size_class = '*' and premises = '*'"
        " order by year"
    )


def test_every_date_is_placed_in_the_boundaries_of_its_year(city):
    assert totals("BU99990102") == [
        (2023, 60, False), (2024, 60, False), (2025, 20, False), (2026, 20, False)
    ]  # fmt: skip
    assert totals("BU99990103") == [
        (2023, None, True), (2024, None, True), (2025, 40, False), (2026, 40, False)
    ]  # fmt: skip
    assert [row[1] for row in totals("WK999901")] == [90] * 4


def test_a_redrawn_area_is_a_break_and_no_move(city):
    broken = asked("select area_code, year, before, after from series_break order by area_code")
    assert broken == [("BU99990102", 2025, "2024", "2025"), ("BU99990103", 2025, "2024", "2025")]
    moved = asked(
        "select area_code, year, moved_in, moved_out, flag from dynamics where year >= 2025"
        " and area_code in ('BU99990101', 'BU99990102', 'BU99990103') order by year, area_code"
    )
    assert moved == [
        ("BU99990101", 2025, 0, 0, None),
        ("BU99990102", 2025, None, None, "u"),
        ("BU99990103", 2025, None, None, "u"),
        ("BU99990101", 2026, 0, 0, None),
        ("BU99990102", 2026, 0, 0, None),
        ("BU99990103", 2026, 0, 0, None),
    ]


def test_a_year_of_boundaries_is_taken_away(city):
    upkeep.forget_boundaries(2025)
    publish.publish("public", lambda _step: None)
    assert [row[1] for row in totals("BU99990102")] == [60] * 4
    with pytest.raises(Refused, match="one year has to stay"):
        upkeep.forget_boundaries(2024)


def test_boundaries_go_without_a_register(empty_folder, tmp_path):
    """No register is made of nothing, and where there is one it is placed anew."""
    read = areas.read(cities.areas_file(tmp_path), None, None)
    assert upkeep.use_areas(read) is False
    assert upkeep.use_areas(read.assign(boundary_year=2025)) is False
    assert upkeep.forget_boundaries(2025) is False
    assert areas.stored()["boundary_year"].unique().tolist() == [2024]
    with pytest.raises(Refused, match="one year has to stay"):
        upkeep.forget_boundaries(2024)
    assert not settings.register_file().exists()
    importing.import_file(cities.register_file(tmp_path, people(2025)), "lisa")
    assert upkeep.use_areas(read.assign(boundary_year=2025)) is True
    assert upkeep.forget_boundaries(2024) is True


def test_years_with_the_same_boundaries_share_one_set(tmp_path):
    read = areas.read(cities.areas_file(tmp_path), None, None)
    both = pd.concat([read, read.assign(boundary_year=2025)])
    sets = boundaries.of_years(both, [2026, 2023, 2024, 2025])
    assert [(years, set(part["boundary_year"])) for years, part in sets] == [
        ([2023, 2024], {2024}),
        ([2025, 2026], {2025}),
    ]
    assert [len(part) for _, part in sets] == [len(read)] * 2


def test_such_a_release_keeps_every_rule(city):
    assert checks.breaches(city) == []
    assert attack.attack(city, settings.register_file()).failures == []


def test_the_map_draws_the_boundaries_of_the_year_it_shows(city):
    release_id = query.release().release_id
    drawn = {
        year: shapes.unpacked(shapes.collection(release_id, "buurt", year)).decode()
        for year in (2024, 2026)
    }
    assert "Middenoost" not in drawn[2024]
    assert "Middenoost" in drawn[2026]
    assert shapes.period(2024) == 2023
    assert shapes.period(2026) == 2025
    rows = query.run(
        "indicator_by_area", level="buurt", sector="*", size_class="*", premises="*",
        base_size_class="*", base_premises="*", measure="establishments", denominator="none",
        factor=1,
    )  # fmt: skip
    counted = rows.groupby("year")["area_code"].agg(list)
    for year, text in drawn.items():
        features = json.loads(text)["features"]
        assert [each["properties"]["code"] for each in features] == counted[year]


def test_breaks_are_told_of_an_area_and_of_all(city):
    one = query.run("series_breaks", area="BU99990102")
    assert "boundaries of this area are those of 2025" in method.told_breaks(
        "en", one, "BU99990102"
    )
    assert "boundaries of 2 areas" in method.told_breaks("en", query.run("series_breaks"))
    assert query.run("series_breaks", area="BU99990101").empty


def test_areas_of_a_release_say_when_they_are_used(city):
    used = asked(
        "select area_code, boundary_year, from_year, until_year, same_since from area"
        " where area_code in ('BU99990101', 'BU99990102') order by all"
    )
    assert used == [
        ("BU99990101", 2024, 2023, 2024, None),
        ("BU99990101", 2025, 2025, 2026, None),
        ("BU99990102", 2024, 2023, 2024, None),
        ("BU99990102", 2025, 2025, 2026, 2025),
    ]


@pytest.mark.parametrize(
    ("loaded", "year", "expected"),
    [([2022, 2024], 2021, 2022), ([2022, 2024], 2023, 2022), ([2022, 2024], 2025, 2024)],
)
def test_the_latest_boundaries_that_are_not_later(tmp_path, loaded, year, expected):
    read = areas.read(cities.areas_file(tmp_path), None, None)
    every = pd.concat([read.assign(boundary_year=each) for each in loaded])
    assert boundaries.chosen(every, [year])["boundary_year"].tolist() == [expected]
