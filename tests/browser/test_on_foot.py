"""Reach on foot and a spot by its address, in a release made with streets and addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server, Visit, free_port, tab
from tests.browser.test_hubs import press, settle_marks, tab_to
from tests.test_hubs_pages import walked

PLACE = "voorbeeld-27"


@dataclass
class Walked:
    """A server, and whom PLACE reaches within 1 km by each distance."""

    server: Server
    known: dict[str, str]


@pytest.fixture(scope="module")
def city(sample_folder, tmp_path_factory) -> Iterator[Walked]:
    file = walked(sample_folder, tmp_path_factory.mktemp("walked"))
    with duckdb.connect(file) as con:
        con.execute("insert into address values ('1315AB', 12, 5.2, 52.38)")
        known = con.execute(
            "select distance, format('{:,}', establishments) from place_reach where year = 2025"
            " and radius_m = 1000 and who = 'home' and sector_set = '*' and place_id = $1",
            [PLACE],
        ).fetchall()
    server = Server(file.parent, free_port())
    server.start()
    yield Walked(server, dict(known))
    server.stop()


@pytest.fixture
def walker(window, city) -> Iterator[Visit]:
    with tab(window, city.server) as visitor:
        yield visitor
    assert visitor.troubles == []


def test_on_foot_other_figures_are_shown_and_no_circle(walker, city):
    """A circle would say that people walk through houses and water."""
    assert city.known["straight"] != city.known["walking"]
    walker.open(f"places?place={PLACE}&lang=en")
    painted = walker.settle_map()
    card = walker.page.locator(".st-key-place-card [data-testid=stMetricValue]")
    expect(card).to_have_text(city.known["straight"])
    walker.map.locator(".place.chosen").wait_for()
    expect(walker.map.locator("path.reach")).to_have_count(1)
    walker.choose("Distance", "On foot along streets")
    walker.settle_map(painted)
    walker.page.get_by_text("so no circle is drawn").wait_for()
    expect(card).to_have_text(city.known["walking"])
    walker.map.locator(".place.chosen").hover()
    told = re.compile(rf"Home-based .* on foot, 2025: {city.known['walking']}$")
    expect(walker.map.locator(".leaflet-tooltip")).to_have_text(told)
    expect(walker.map.locator("path.reach")).to_have_count(0)


def test_an_address_is_tried_with_the_keyboard_alone(walker):
    walker.open("places?view=try&lang=en")
    walker.settle_map()
    before = settle_marks(walker)
    tab_to(walker, "Address or coordinates")
    walker.page.keyboard.type("Weg 12, 1315 ab Almere")
    press(walker, "Enter")
    walker.page.get_by_role("heading", level=1, name=re.compile("^A hub here reaches")).wait_for()
    settle_marks(walker, before)
    expect(walker.map.locator(".mark.pin")).to_have_count(1)
    assert "1315" not in walker.page.url
