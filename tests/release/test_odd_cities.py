"""Cities nobody expects: each gets a release, or a refusal that says why, and none leaks."""

from random import Random

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from tests import cities
from tests.conftest import environment, make_secret
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing
from wijkeconomie.release import attack, publish, repair
from wijkeconomie.sources import areas

EAST, SOUTH = cities.X + 1_500, cities.Y + 500


def homes(count: int, start: int = 0, **more: object) -> list[str]:
    return [cities.row(start + i, **more) for i in range(count)]


CITIES = {
    "one establishment": homes(1),
    "a neighbourhood of one": [*homes(60), cities.row(900, x=EAST)],
    "one of each in every neighbourhood": [
        cities.row(i, x=x, y=y)
        for i, (x, y) in enumerate([(cities.X + 500, SOUTH), (EAST, SOUTH), (EAST, SOUTH + 1_000)])
    ],
    "one huge employer": [*homes(40), cities.row(900, full=25_000, use="kantoorfunctie")],
    "only a huge employer": [cities.row(1, full=25_000, use="kantoorfunctie")],
    "all in one house": homes(300),
    "part-time only": homes(30, full=0, part=1),
    "two years, half new": [
        *homes(12, date="2023-04-01"),
        *homes(9, 6),
        *homes(3, 20, x=EAST),
    ],
    "all but one shielded": [*homes(20, shielded="Ja"), cities.row(900)],
    "few homes far apart": [
        cities.row(i, x=cities.X + 150 + 200 * i, y=cities.Y + 1_150 + 200 * i) for i in range(1, 5)
    ],
    "all shielded": homes(20, shielded="Ja"),
    "nobody placed": homes(20, x="", y=""),
}


def crowded() -> list[str]:
    """A city of which linear programming narrows a count that bounds leave alone."""
    draw = Random(56)  # noqa: S311
    rows = []
    for serial in range(1, draw.randint(2, 60)):
        kind = {
            "x": draw.choice([cities.X + 500, EAST]),
            "y": draw.choice([SOUTH, SOUTH + 1000]),
            "sbi": draw.choice(["4711", "0111", "6201", "8621", "9602"]),
            "full": draw.choice([1, 1, 1, 3, 12, 60, 200]),
            "use": draw.choice(["woonfunctie", "winkelfunctie", "kantoorfunctie"]),
            "shielded": draw.choice(["Nee"] * 3 + ["Ja"]),
        }
        for year in draw.choice([["2023"], ["2024"], ["2023", "2024"]]):
            now = dict(kind)
            if draw.random() < 0.1:
                now["x"] = draw.choice([cities.X + 500, EAST])
            if draw.random() < 0.05:
                now["sbi"] = "6201"
            rows.append(cities.row(serial, date=f"{year}-04-01", **now))
    return rows


def released(rows: list[str], folder) -> attack.Report:
    """What the attack found in the release that was put to use."""
    found = []
    whole = attack.attack

    def note(*asked) -> attack.Report:
        found.append(whole(*asked))
        return found[-1]

    (folder / "data").mkdir()
    secret = make_secret(folder)
    with environment(WIJKECONOMIE_DATA=folder / "data", WIJKECONOMIE_SECRET_FILE=secret):
        areas.save(areas.read(cities.areas_file(folder), None, None))
        importing.import_file(cities.register_file(folder, rows), "lisa")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(attack, "attack", note)
            publish.publish("public", lambda _step: None)
        assert settings.release_file().exists()
    (report,) = found
    assert report.employers is not None
    return report


@pytest.mark.parametrize("name", CITIES)
def test_odd_cities_are_released_and_do_not_leak(name, tmp_path):
    assert released(CITIES[name], tmp_path).failures == []


def test_what_programming_narrows_is_widened(tmp_path, monkeypatch):
    """Else such a register could never be released."""
    found = []
    narrowed = attack.narrowed

    def note(reading):
        found.append(narrowed(reading))
        return found[-1]

    monkeypatch.setattr(attack, "narrowed", note)
    assert released(crowded(), tmp_path).failures == []
    assert found[0].any()
    assert not found[-1].any()


def test_what_programming_narrows_and_nothing_widens_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(repair, "TRIES", 0)
    with pytest.raises(Refused, match=r"can be attacked \(narrow\) and is not put to use"):
        released(crowded(), tmp_path)
    assert not (tmp_path / "data" / "economy.duckdb").exists()


def test_no_jobs_at_all_is_refused(tmp_path):
    with pytest.raises(Refused):
        released(homes(3, full=0, part=0), tmp_path)


@st.composite
def random_cities(draw: st.DrawFn) -> list[str]:
    """Up to forty establishments of all kinds in four buurten and two years."""
    rows = []
    for serial in range(1, draw(st.integers(1, 40))):
        moves = {
            "x": draw(st.sampled_from([cities.X + 500, EAST])),
            "y": draw(st.sampled_from([SOUTH, SOUTH + 1_000])),
            "sbi": draw(st.sampled_from(["4711", "0111", "6201", "8621", "9602"])),
            "full": draw(st.sampled_from([1, 1, 1, 3, 12, 60, 200])),
            "use": draw(st.sampled_from(["woonfunctie", "winkelfunctie", "kantoorfunctie"])),
            "shielded": draw(st.sampled_from(["Nee", "Nee", "Nee", "Ja"])),
        }
        years = draw(st.sampled_from([["2023"], ["2024"], ["2023", "2024"]]))
        rows += [cities.row(serial, date=f"{year}-04-01", **moves) for year in years]
    return rows or homes(1)


@limits(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=random_cities())
def test_any_city_can_be_released(rows, tmp_path_factory):
    assert released(rows, tmp_path_factory.mktemp("city")).failures == []
