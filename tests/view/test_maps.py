"""What is sent to the browser for a map: little, in order, and from no other host."""

import re

import folium
import pandas as pd
import pytest

from wijkeconomie.view import classes, indicators, look, maps, query, tables, words


@pytest.fixture
def painted(sample_release):
    known = indicators.from_rows(query.run("indicators"))["share_home"]
    cell = indicators.cell(known, indicators.Filters())
    rows = query.run("indicator_by_area", level="buurt", **cell)
    measure = indicators.measure("nl", known, rows["value"])
    now = tables.of_year(rows, 2025)
    return now, maps.choropleth("nl", "buurt", now, measure, "BU00341803")


def test_one_letter_and_one_value_an_area(painted):
    rows, paint = painted
    assert len(paint.classes) == len(paint.values) == len(rows) == 238
    for state, letter, value in zip(rows["state"], paint.classes, paint.values, strict=True):
        if state in ("value", "zero"):
            assert value is not None
        assert letter == classes.STATE_LETTERS.get(state, letter)
        assert letter.isdigit() == (state == "value")


def test_legend_has_classes_and_the_four_states(painted):
    _rows, paint = painted
    kinds = [entry["kind"] for entry in paint.legend]
    assert kinds == ["0", "1", "2", "3", "4", "z", "p", "u", "x"]
    assert paint.legend[0]["text"].startswith("minder dan")
    assert len(paint.colours) == 5


def test_a_change_is_small(painted):
    _rows, paint = painted
    maps_text = maps.painted(paint).paint
    assert len(maps_text) < 6_000


def test_breaks_fall_between_their_classes():
    measure = maps.Measure("t", "", 0, "sequential", [10, 20])
    rows = pd.DataFrame({"value": [5.0, 10.0, 20.0], "state": "value"})
    assert maps.choropleth("nl", "wijk", rows, measure, None).classes == "012"


def test_no_foreign_host(sample_release):
    made = maps.base("nl", "GM0034", places="toggled")
    html = made.get_root().render()
    links = {src for _name, src in [*folium.Map.default_js, *folium.Map.default_css]}
    assert all(link.startswith("/assets/") for link in links)
    assert not re.search(r'(src|href)="https?://', html)


def test_a_basemap_only_when_asked_for(sample_release, monkeypatch):
    monkeypatch.delenv("WIJKECONOMIE_BASEMAP", raising=False)
    assert "pdok" not in maps.base("nl", "GM0034").get_root().render()
    monkeypatch.setenv("WIJKECONOMIE_BASEMAP", "pdok")
    assert "service.pdok.nl" in maps.base("nl", "GM0034").get_root().render()


def test_names_cannot_break_out_of_the_script():
    assert "</script>" not in maps._json({"name": "</script><script>alert(1)</script>"})


def test_every_category_has_its_own_shape_and_colour():
    codes = words.codes("place_category")
    assert set(look.PLACES) == set(codes)
    assert len({shape for shape, _colour in look.PLACES.values()}) == len(codes)
    assert len({colour for _shape, colour in look.PLACES.values()}) == len(codes)
