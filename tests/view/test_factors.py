"""The checklist of what helps and what hinders: every factor, against figures counted here."""

import re
from html import unescape

import pytest

from tests import cities
from tests.sources.lists.test_factors import ROW
from tests.test_pages import opened
from wijkeconomie import shipped
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import areas, keeping
from wijkeconomie.sources.lists import reading
from wijkeconomie.view import atlas, factor_measures, factors, query, words
from wijkeconomie.view.factor_lists import DEGREE
from wijkeconomie.view.factor_measures import MEASURES
from wijkeconomie.view.factor_readings import Asked

DEFINED = shipped.rows("factors")
FULL, FEW, EMPTY = "BU99990101", "BU99990102", "BU99990202"
TOLD = [
    ("GM9999", "organisatie", "9", "leden", "2024-01-01", "A"),
    (FULL, "organisatie", "5", "leden", "2023-01-01", "A"),
    (FULL, "organisatie", "6", "leden", "2024-01-01", "A"),
    (FULL, "organisatie", "2", "leden", "2024-02-01", "B"),
    (FEW, "organisatie", "1", "leden", "2024-01-01", "A"),
    (EMPTY, "organisatie", "1", "leden", "2024-01-01", "A"),
    (FULL, "begeleiding", "3,5", "uur per week", "2025-06-01", "C"),
    ("GM9999", "regels", "62", "%", "2024-01-01", "D"),
    (FULL, "zichtbaarheid", "7", "koppen koffie", "2024-01-01", "<b>E</b>"),
]


def made(folder):
    """Thirty establishments in one buurt, three in another, of two dates, and a list."""
    areas.save(areas.read(cities.areas_file(folder), None, None))
    few = [cities.row(90 + i, x=cities.X + 1_500) for i in range(3)]
    full = [cities.row(i, full=2) for i in range(30)]
    shops = [cities.row(50 + i, use="winkelfunctie", full=4) for i in range(10)]
    rows = [*full, *shops, *few]
    before = [row.replace("2024-04-01", "2023-04-01") for row in rows[:30]]
    importing.import_file(cities.register_file(folder, [*rows, *before]), "lisa")
    lines = [";".join(ROW), *(";".join(row) for row in TOLD)]
    file = folder / "factoren.csv"
    file.write_text("\n".join(lines))
    keeping.keep("factors", "lijst", reading.read(file, "factors", "lijst").rows)
    publish.publish("public", lambda _step: None)


@pytest.fixture
def city(empty_folder, prepared):
    prepared(made)


def found(area, year=2024, lang="en"):
    return {each.code: each for each in factors.checklist(Asked(lang, area, year))}


@pytest.mark.parametrize("definition", DEFINED, ids=lambda each: each["factor"])
def test_every_factor_says_what_it_is_and_what_measures_it(definition):
    assert all(definition[name] for name in ("title", "question", "direction", "needed", "theme"))
    assert definition["question"].endswith("?")
    assert set(definition["indicator"].split()) <= set(MEASURES)
    assert definition["source_id"] in {row["source_id"] for row in shipped.rows("sources")}


def test_every_measure_is_of_one_factor():
    used = [code for row in DEFINED for code in row["indicator"].split()]
    assert sorted(used) == sorted(MEASURES)
    assert [int(row["position"]) for row in DEFINED] == list(range(1, len(DEFINED) + 1))


COUNTS = {
    "establishments": 40.0,
    "business": 10.0,
    "near_hub": 50.0,
    "near_third_place": 20.0,
    "jobs": 60.0,
    "dwellings": 140.0,
    "members": 10.0,
    "openings": 5.0,
    "closures": 15.0,
    "site": 2,
    "third_place": 3,
}
WRITTEN = {
    "vacant_spaces": "2 (50.0 per 1,000 establishments)",
    "business_share": "25.0%",
    "hub_reach": "100.0%",
    "function_mix": "30",
    "organisation_degree": "25.0%",
    "net_openings": "−25.0",
    "third_reach": "50.0%",
    "third_places": "3 (75.0 per 1,000 establishments)",
}


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_against_figures_by_hand(code):
    measure = MEASURES[code]
    assert factor_measures.written("en", measure, COUNTS) == WRITTEN[code]
    for part in measure.parts:
        missing = COUNTS | {part: float("nan")}
        assert factor_measures.state(measure, missing) == "unknown"
        protected = missing | {f"{part}_flag": "c"}
        assert factor_measures.state(measure, protected) == "protected"
        assert factor_measures.written("nl", measure, protected) == "Geheim"
    if "establishments" in measure.parts:
        assert factor_measures.state(measure, COUNTS | {"establishments": 0}) == "not_applicable"


def test_the_lead_counts_what_stands_below_it(sample_release):
    """Of every area as many as have a row, and of how many of these no figure can be shown."""
    year, told = query.release().years[0], set()
    for area in atlas.areas().index:
        every = factors.checklist(Asked("nl", area, year))
        shown = [each for each in every if each.readings]
        hidden = sum(each.state == "protected" for each in shown)
        lead = factors.told("nl", every)
        assert re.findall(r"\d+", lead)[:2] == ["11", str(len(shown))]
        assert bool(hidden) == ("geheim" in lead)
        told.add(hidden)
    assert len(told) > 1


def readings(factor):
    return [(each.state, each.value, each.beside) for each in factor.readings]


def published(area):
    rows = query.run("table_activity", area=[area], year=[2024], sector=["*"], size_class=["*"])
    return (
        rows[rows["area_code"] == area].set_index("premises").loc["*", ["establishments", "jobs"]]
    )


def percent(part, whole):
    return f"{100 * part / whole:.1f}%"


def test_members_are_added_up_and_divided_by_published_establishments(city):
    count, whole = (published(area)["establishments"] for area in (FULL, "GM9999"))
    beside = f"{percent(9, whole)} (members: 9)"
    assert readings(found(FULL)["organisation"]) == [
        ("value", f"{percent(8, count)} (members: 8)", beside)
    ]
    one = found(FULL)["organisation"].readings[0]
    assert (one.measured, one.source) == ("1 February 2024", "A; B")
    few = found(FEW)["organisation"]
    assert (few.state, readings(few)) == (
        "protected",
        [("protected", "Protected (members: 1)", beside)],
    )
    assert found(EMPTY)["organisation"].state == "not_applicable"


def test_the_last_until_the_year_counts_and_what_came_later_in_the_last(city):
    assert readings(found(FULL)["guidance"])[0][1] == "3.5 hours a week"
    assert not found(FULL, 2023)["guidance"].readings
    assert "(members: 5)" in found(FULL, 2023)["organisation"].readings[0].value


def test_what_is_not_measured_tells_what_it_takes_and_what_the_whole_knows(city):
    rules = found(FULL)["rules"]
    assert (rules.state, rules.beside) == (
        "not_measured",
        "Known of the municipality as a whole: 62%.",
    )
    assert rules.needed.startswith("A list of the municipality")
    assert {found(FULL)[code].state for code in ("space", "cooperation")} == {"not_measured"}
    assert readings(found("GM9999")["rules"])[0][:2] == ("value", "62%")


def test_figures_of_the_release_are_those_of_its_tables(city):
    row = published(FULL)
    mix = 100 * row["jobs"] / (row["jobs"] + 500)
    assert readings(found(FULL)["mixing"])[0][1] == f"{mix:.0f}"
    assert found(FULL, 2023)["climate"].state == "not_measured"
    assert found(FULL)["climate"].readings[0].value[0] in "+−0"
    assert readings(found(FEW)["housing"])[0][:2] == ("protected", "Protected")


def test_own_figures_have_a_source_of_their_own(city):
    assert "own_factors" in set(query.run("sources")["source_id"])
    assert found(FULL)["visibility"].readings[0].value == "7 koppen koffie"


def shown(app):
    return "".join(each.proto.body for each in app.get("html"))


def test_nothing_of_a_list_is_read_as_html(city):
    body = shown(opened("district", area=FULL, lang="en"))
    assert "&lt;b&gt;E&lt;/b&gt;" in body
    assert "<b>E" not in body


def test_the_profile_shows_the_degree_of_an_own_list(city):
    """Members of two associations, by establishments as published."""
    app = opened("district", area=FULL, year="2024", lang="en")
    assert not app.exception
    measured, *_missing = re.findall(r'<table class="facts factors">.*?</table>', shown(app))
    title = factor_measures.title("en", DEGREE)
    row = next(row for row in re.findall(r"<tr>.*?</tr>", measured) if title in row)
    told = percent(8, published(FULL)["establishments"])
    assert f"<strong>{told} (members: 8)</strong>" in row
    assert "1 February 2024" in row
    assert "A; B" in row


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_profile_shows_every_factor_once_with_its_definition(sample_release, lang):
    app = opened("district", area="WK003408", lang=lang)
    assert not app.exception
    tables = re.findall(r'<table class="facts factors">.*?</table>', shown(app))
    assert len(tables) == 2
    heads = re.findall(r'<th scope="row(?:group)?"[^>]*>(.*?)<small>', "".join(tables))
    assert sorted(heads) == sorted(words.translate(lang, row["title"]) for row in DEFINED)
    assert "<small></small>" not in shown(app)
    for row in DEFINED:
        assert words.translate(lang, row["direction"]) in shown(app)
    made_up = words.translate(lang, "Example, made up")
    assert made_up in tables[0]
    assert factor_measures.title(lang, DEGREE) in tables[0]


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_method_page_tells_how_each_factor_is_measured(sample_release, lang):
    """In the order of the checklist: what helps, every measure, and the document it comes from."""
    app = opened("method", lang=lang)
    assert not app.exception

    def said(text: str) -> str:
        return words.translate(lang, text)

    assert said("Factors that help or hinder") in [each.value for each in app.subheader]
    heads = [said(name) for name in ("What helps", "How it is measured", "Comes from")]
    tables = re.findall(r"<table.*?</table>", shown(app))
    (told,) = [each for each in tables if all(f">{name}</th>" in each for name in heads)]
    sources = {row["source_id"]: row["title"] for row in shipped.rows("sources")}
    lines = re.findall(r"<tr>(.*?)</tr>", told.partition("<tbody>")[2])
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", unescape(line)) for line in lines]
    assert [cells[0] for cells in rows] == [said(row["title"]) for row in DEFINED]
    for row, (_title, helps, measured, source) in zip(DEFINED, rows, strict=True):
        assert helps == said(row["direction"])
        assert source == said(sources[row["source_id"]])
        measures = row["indicator"].split()
        for code in measures:
            assert factor_measures.definition(lang, code) in measured, code
        if not measures:
            assert measured == said("By lists of the municipality itself.")
