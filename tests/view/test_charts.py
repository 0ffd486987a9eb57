"""Charts: each with the same in words and in a table, and none shown without."""

import ast
import json
import re
from html.parser import HTMLParser

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkeconomie import settings
from wijkeconomie.view import charts

LINES = pd.DataFrame(
    {
        "year": [2022, 2023, 2024] * 2,
        "series": ["Aan huis"] * 3 + ["Bedrijf"] * 3,
        "value": [1200.0, None, 1450.0, None, None, None],
        "note": ["", "Geheim", "", "Geheim", "", "Geheim"],
    }
)
BARS = pd.DataFrame(
    {
        "label": ["Bouw", "Handel", "Zorg", "Horeca"],
        "value": [1.25, None, 2.5, 0.0],
        "reference": 1.0,
        "note": ["", "Geheim", "", ""],
    }
)
MARKS = charts.Marks(
    (charts.Break(2023, "SBI 2025"), charts.Break(2023, "grenzen")),
    (charts.Band(2010, 2012, "Vroeger"), charts.Band(2022.5, 2030, "Programma")),
)
FIGURE = re.compile(r"<figure ([^>]*)></figure>(.*)", re.DOTALL)


def attributes(text: str) -> dict[str, str]:
    """What a browser reads of the one element in a text."""
    found: dict[str, str] = {}
    reader = HTMLParser()
    reader.handle_starttag = lambda _tag, given: found.update({k: v or "" for k, v in given})
    reader.feed(text)
    return found


def test_a_chart_stands_in_a_page_with_its_words_and_its_table():
    drawn = charts.trend("en", LINES, marks=MARKS)
    figure, below = FIGURE.fullmatch(
        charts.html("en", drawn, "Establishments <per> 'year'")
    ).groups()
    told = attributes(f"<figure {figure}>")
    spec, rows = json.loads(told["data-spec"]), json.loads(told["data-rows"])
    assert len(rows) > 1
    assert {**spec, "datasets": rows} == drawn.spec | {"autosize": spec["autosize"]}
    assert told["data-height"] == str(drawn.spec["height"])
    assert (told["role"], told["tabindex"]) == ("img", "0")
    assert told["aria-label"] == "Establishments <per> 'year'"
    assert told["aria-description"] == drawn.words
    assert "The same in words and as a table" in below
    assert drawn.words in below
    assert "<td>1,450</td>" in below


@given(st.text())
def test_rows_reach_the_browser_as_they_are_and_hold_nothing_like_a_tag(text):
    drawn = charts.bars("nl", BARS.assign(label=[f"Bouw {text}", "Handel", "Zorg", "Horeca"]))
    figure, _below = FIGURE.fullmatch(charts.html("nl", drawn, "")).groups()
    told = attributes(f"<figure {figure}>")["data-rows"]
    assert json.loads(told) == drawn.spec["datasets"]
    assert not set("<>&'") & set(told)


def test_lines_are_told_in_words_and_in_a_table():
    drawn = charts.trend("nl", LINES, marks=MARKS)
    assert drawn.words == (
        "Aan huis: van 1.200 in 2022 naar 1.450 in 2024. Geen cijfer in 2023. "
        "Bedrijf: geen cijfers. Breuk in 2023: SBI 2025. Breuk in 2023: grenzen. "
        "Lichte band van 2022 tot 2030: Programma."
    )
    assert drawn.table.loc["2023"].tolist() == ["Geheim", "–"]
    assert drawn.table.loc["2024"].tolist() == ["1.450", "Geheim"]


def test_bars_are_told_in_words_and_in_a_table():
    drawn = charts.bars("nl", BARS)
    assert drawn.words == "Hoogste: Zorg 2,5, Bouw 1,2, Horeca 0,0. Geen cijfer: Handel."
    assert drawn.table.iloc[:, 0].tolist() == ["1,2", "Geheim", "2,5", "0,0"]
    notes = {row["label"]: row["note"] for row in drawn.spec["datasets"]["rows"]}
    assert notes == {"Bouw": "", "Handel": "Geheim", "Zorg": "", "Horeca": "0"}


def test_a_note_is_not_written_over_its_reference():
    near = BARS.assign(reference=[1.25, 0.4, 2.5, 1.0])
    rows = charts.bars("nl", near).spec["datasets"]["rows"]
    assert [row["beside"] for row in rows] == [0, 0.4, 0, 0]
    second = near.assign(similar=[1.2, 1.0, 2.5, 2.4], similar_areas=5)
    second.attrs["similar"] = "Alike"
    rows = charts.bars("nl", second).spec["datasets"]["rows"]
    assert [row["beside"] for row in rows] == [0, 1.0, 0, 0], "nor over the mark behind it"


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(
    "make",
    [lambda lang: charts.trend(lang, LINES, marks=MARKS), lambda lang: charts.bars(lang, BARS)],
)
def test_specs_are_valid_and_in_the_notation_of_the_language(make, lang):
    spec = make(lang).spec
    alt.LayerChart.from_dict(spec)
    decimal, thousands = charts.SEPARATORS[lang]
    assert spec["config"]["locale"]["number"]["decimal"] == decimal
    assert spec["config"]["locale"]["number"]["thousands"] == thousands


def test_a_chart_is_filled_anew_and_never_with_rows_of_another():
    first, other = (charts.trend("nl", rows) for rows in (LINES, LINES.assign(value=7.0)))
    assert {row["value"] for row in other.spec["datasets"]["rows"]} == {7.0}
    assert {row["value"] for row in first.spec["datasets"]["rows"]} == {1200.0, 1450.0, None}


@pytest.mark.parametrize(
    ("make", "rows"), [(charts.trend, LINES), (charts.bars, BARS)], ids=["lines", "bars"]
)
def test_other_figures_change_nothing_but_the_rows(make, rows):
    """What is drawn of another area is drawn in the chart that stands."""
    first, other = (make("nl", each).spec for each in (rows, rows.assign(value=7.0)))
    assert first["datasets"].pop("rows") != other["datasets"].pop("rows")
    assert first == other


def test_series_differ_in_more_than_colour():
    channels = {
        name: layer["encoding"][name]["scale"]["range"]
        for layer in charts.trend("nl", LINES).spec["layer"]
        for name in ("color", "strokeDash", "shape")
        if name in layer["encoding"]
    }
    assert set(channels) == {"color", "strokeDash", "shape"}
    for values in channels.values():
        assert len({str(value) for value in values}) == len(values)


def test_charts_are_shown_in_one_way():
    """With their words, their table and a place for the keyboard."""
    found = set()
    for path in [
        *settings.PROJECT.glob("pages/*.py"),
        *settings.PROJECT.glob("wijkeconomie/**/*.py"),
    ]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr.endswith("_chart"):
                found.add(str(path.relative_to(settings.PROJECT)))
    assert found == set()


def test_how_many_there_are_at_least_is_drawn_where_no_figure_is():
    """As an open mark, told in words; never where there is a figure, nor of none at all."""
    rows = LINES.assign(least=[1000.0, 900.0, None, 0.0, 40.0, None])
    drawn = charts.trend("nl", rows)
    told = {row["series"]: row["least"] for row in drawn.spec["datasets"]["rows"] if row["least"]}
    assert told == {"Aan huis": 900.0, "Bedrijf": 40.0}
    assert "Open driehoekjes vertellen hoeveel het er ten minste zijn." in drawn.words
    [marks] = [
        layer for layer in drawn.spec["layer"] if "least:Q" in str(layer) or "'least'" in str(layer)
    ]
    assert marks["mark"]["filled"] is False
    without = charts.trend("nl", rows.assign(least=None))
    assert without.spec == charts.trend("nl", LINES).spec
    assert "driehoekjes" not in without.words


def test_how_many_there_are_at_least_is_told_by_year():
    """And such a year is not told to have no figure."""
    told = charts.trend("en", LINES.assign(least=[None, 900.0, None, 0.0, 40.0, None])).words
    assert told == (
        "Aan huis: from 1,200 in 2022 to 1,450 in 2024. Aan huis: at least 900 in 2023. "
        "Bedrijf: at least 40 in 2023. No figure in 2022, 2024. "
        "Open triangles tell how many there are at least."
    )


def test_little_charts_draw_how_many_there_are_at_least():
    """Each its own alone, within the one scale they share; never below a figure that is known."""
    rows = LINES.assign(least=[1000.0, 900.0, None, 0.0, 4000.0, None])
    found = charts.multiples("en", rows)
    for name, count in (("Aan huis", 900.0), ("Bedrijf", 4000.0)):
        spec = found[name].spec
        alt.LayerChart.from_dict(spec)
        drawn = [row for row in spec["datasets"]["rows"] if row["is_own"] and row["least"]]
        assert [(row["year"], row["least"]) for row in drawn] == [(2023, count)]
        assert str(int(count)) in found[name].words.replace(",", "")
        (marks,) = [layer for layer in spec["layer"] if "'least'" in str(layer)]
        assert marks["mark"]["filled"] is False
        assert marks["transform"] == [{"filter": "datum.is_own"}]
        (scale,) = {
            str(layer["encoding"]["y"]["scale"]["domain"])
            for layer in spec["layer"]
            if "scale" in layer.get("encoding", {}).get("y", {})
        }
        assert scale == "[0.0, 4000.0]"
    without = charts.multiples("en", rows.assign(least=None))
    plain = charts.multiples("en", LINES)
    assert {name: each.spec for name, each in without.items()} == {
        name: each.spec for name, each in plain.items()
    }


def tooltips(part: object) -> list[list[dict]]:
    """All lists of what is told of marks, within a spec."""
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    own = [part["tooltip"]] if isinstance(part, dict) and "tooltip" in part else []
    return own + [found for each in parts for found in tooltips(each)]


CITY_PART = LINES.assign(least=[None, 100.0, None, None, 5.0, None])


@pytest.mark.parametrize(
    "drawn",
    [
        charts.trend("nl", LINES, marks=MARKS),
        charts.trend("nl", CITY_PART),
        charts.bars("nl", BARS),
    ],
)
def test_all_that_is_told_of_a_mark_has_a_title_of_its_own(drawn):
    """The library keeps one field of each title."""
    found = tooltips(drawn.spec)
    assert any(len(each) > 1 for each in found)
    for each in found:
        assert len({field["title"] for field in each}) == len(each)


def test_a_chart_of_rows_of_its_own_is_drawn():
    """As of outlines and points, of which there is something wherever one is made."""
    dots = alt.Chart(BARS).mark_point().encode(x="value:Q", y="label:N")
    chart = charts.styled("nl", [dots], 100)
    shown = charts.html("nl", charts.drawn(chart, "", BARS), "Kaart")
    assert "<figure" in shown
    assert "Er zijn geen cijfers" not in shown


def test_where_there_is_nothing_to_draw_that_is_said():
    nothing = charts.trend("nl", LINES.assign(value=float("nan")))
    shown = charts.html("nl", nothing, "Vestigingen")
    assert "<figure" not in shown
    assert "Er zijn geen cijfers om te tekenen." in shown
    assert "<table" in shown
    assert "<figure" in charts.html(
        "nl", charts.trend("nl", CITY_PART.assign(value=float("nan"))), "x"
    )
