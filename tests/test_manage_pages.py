"""The screens of the data steward through Streamlit's own test harness."""

import json

import pandas as pd
import pytest
from streamlit import user_info
from streamlit.testing.v1 import AppTest

from tests import cities, logins
from tests.test_pages import opened
from tests.view.test_words import MESSAGES
from wijkeconomie import settings
from wijkeconomie.register import importing, upkeep
from wijkeconomie.release import publish
from wijkeconomie.sources import areas, city_parts, keeping, streets
from wijkeconomie.view import editions, words
from wijkeconomie.view.manage import kinds, options, present, told
from wijkeconomie.work import jobs, uploads

ORIGIN = "http://testserver"


STEPS = ["now", "file", "columns", "check", "import", "places", "release", "releases"]


STEWARD = "gegevensbeheer"


@pytest.fixture(autouse=True)
def visitor(empty_folder, monkeypatch, tmp_path):
    """Says who the visitor is, from the next run on."""
    monkeypatch.setenv("WIJKECONOMIE_STEWARD_ROLE", STEWARD)
    monkeypatch.setattr(editions, "_ended", {})

    def become(**changed: object) -> None:
        told = logins.claims(ORIGIN, origin=..., **changed)
        monkeypatch.setattr(user_info, "_get_user_info", lambda: told)

    become(roles=[STEWARD])
    with logins.configured(tmp_path / "secrets.toml", logins.secrets(ORIGIN)):
        yield become


def links(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_step_opens_before_there_is_anything(lang):
    for step in STEPS:
        app = opened("manage", step=step, lang=lang)
        assert not app.exception, step
        assert not app.error, step
        assert len(app.title) == 1


SHOWN = {
    "now": "Gegevens toevoegen",
    "file": "Kolommen bekijken",
    "columns": "Kolommen bekijken",
    "check": "Naar de kolommen",
    "import": "Gegevens toevoegen",
    "places": "Gebouwen zoeken",
    "release": "Concept maken",
    "releases": "Uitloggen",
}


def test_every_step_opens_when_all_is_there(tmp_path):
    upkeep.use_areas(areas.read(cities.areas_file(tmp_path), None, None))
    register = cities.register_file(tmp_path, [cities.row(n) for n in range(12)])
    importing.import_file(register, "lisa")
    publish.publish("public", lambda _step: None)
    upload = uploads.begin("register.csv", 1, "")
    upload.part.write_bytes(b"x")
    uploads.finish(upload)
    for step in STEPS:
        app = opened("manage", step=step)
        assert not app.exception, step
        assert not app.error, step
        assert SHOWN[step] in links(app), step


SHUT = [
    ({"is_logged_in": False}, "log in met een account"),
    ({"roles": ["other"]}, "uw account is dat niet"),
    ({"roles": [STEWARD], "exp": 1_600_000_000}, "niet langer ingelogd"),
]


@pytest.mark.parametrize(("changed", "told"), SHUT)
def test_to_others_it_is_shut_in_one_sentence(visitor, changed, told):
    visitor(**changed)
    for step in STEPS:
        app = opened("manage", step=step)
        assert any(told in each.value for each in app.info)
        assert links(app) <= {"Inloggen", "Uitloggen"}


def test_a_button_does_nothing_for_who_is_the_steward_no_more(visitor, monkeypatch, tmp_path):
    """The login ends between drawing the page and the click."""
    upkeep.use_areas(areas.read(cities.areas_file(tmp_path), None, None))
    importing.import_file(cities.register_file(tmp_path, [cities.row(1)]), "lisa")
    started = []
    monkeypatch.setattr(jobs, "start", lambda *given: started.append(given))
    app = opened("manage", step="release")
    button = next(b for b in app.button if b.label == "Concept maken")
    visitor(roles=["other"])
    app = button.click().run()
    assert started == []
    assert any("uw account is dat niet" in each.value for each in app.info)
    visitor(roles=[STEWARD])
    app = opened("manage", step="release")
    next(b for b in app.button if b.label == "Concept maken").click().run()
    assert [given[0] for given in started] == ["release"]


def test_who_is_the_steward_alone_is_not_told_of_the_internal_edition(visitor):
    app = opened("manage")
    assert links(app) >= {"Uitloggen", "Grenzen toevoegen"}
    assert not any("interne" in each.value for each in app.info)


COMMANDS = ["addresses", "areas", "figures", "import"]


LOCATIONS = [*COMMANDS, "locations"]


FILES = {
    "kwb-2024.xlsx": "figures",
    "Kerncijfers wijken 2023.csv": "figures",
    "pc6hnr20240801_gwb.csv": "addresses",
    "BAG verblijfsobjecten.gpkg": "addresses",
    "wijken en buurten.gpkg": "areas",
    "buurten.zip": "areas",
    "lisa 2024.csv": "register",
    "register.parquet": "register",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_taken_for_what_its_name_says(name):
    assert kinds.likely(name, COMMANDS) == FILES[name]


def test_only_kinds_that_can_be_loaded_are_offered():
    assert kinds.offered(COMMANDS) == ["register", "areas", "figures", "addresses"]
    assert kinds.likely("locaties.csv", COMMANDS) == "register"
    assert kinds.likely("locaties.csv", LOCATIONS) == "locations"
    assert set(kinds.KINDS) - {kinds.REGISTER} | {"import"} <= set(told.KINDS)


@pytest.fixture
def started(monkeypatch) -> list[tuple]:
    """What the page would start."""
    known: list[tuple] = []
    monkeypatch.setattr(jobs, "start", lambda *given: known.append(given))
    return known


def press(app: AppTest, label: str, position: int = 0) -> AppTest:
    return [button for button in app.button if button.label == label][position].click().run()


def loaded(folder) -> None:
    upkeep.use_areas(areas.read(cities.areas_file(folder), None, None))
    upkeep.use_areas(areas.read(cities.areas_file(folder), None, 2025))
    rows = [cities.row(n, date=f"{year}-04-01") for year in (2024, 2025) for n in range(12)]
    importing.import_file(cities.register_file(folder, rows), "lisa")


def all_loaded(folder) -> None:
    loaded(folder)
    types = {"area_code": ["BU99990101"], "boundary_year": [2024], "location_type": ["centre"]}
    upkeep.use_locations("area", pd.DataFrame(types))
    for kind, source in (("places", "hubs"), ("sites", "leeg")):
        row = {"place_id": "1", "site_id": "1", "name": "Hub", "source": source}
        keeping.keep(kind, source, keeping.frame(kind, [row | {"geometry": None}]))
    named = {"area_code": ["WK999901"], "boundary_year": [None], "city_part": ["Oost"]}
    city_parts.save(pd.DataFrame(named).astype({"boundary_year": "Int64"}))
    streets.save(pd.DataFrame({"length_m": [1_234_000.0], "is_osm": [True]}))


def test_services_are_asked_by_name_and_of_what_is_loaded(prepared, started):
    prepared(loaded)
    app = opened("manage", step="file", way="service")
    app.text_input[0].set_value(" Baarn ").run()
    app = press(app, "Opvragen", 0)
    app = press(app, "Opvragen", 1)
    app = press(app, "Opvragen", 2)
    year = app.selectbox[0].value
    assert [lines for _kind, lines, *_rest in started] == [
        [["areas", "--pdok", "--municipality=Baarn", f"--year={year}"]],
        [["figures", "--cbs", "--municipality=GM9999", "--year=2025"]],
        [["addresses", "--bag", "--municipality=GM9999"]],
    ]


def test_without_a_municipality_nothing_is_asked(started):
    app = press(opened("manage", step="file", way="service"), "Opvragen")
    assert started == []
    assert any("Vul een gemeente in" in each.value for each in app.error)


@pytest.mark.parametrize(
    ("position", "line"),
    [
        (0, ["forget", "--reference-date=2024-04-01"]),
        (1, ["forget", "--boundary-year=2024"]),
        (2, ["forget", "--locations=area"]),
        (3, ["forget", "--places=hubs"]),
        (4, ["forget", "--sites=leeg"]),
        (5, ["forget", "--city-parts=GM9999"]),
        (6, ["forget", "--streets"]),
    ],
)
def test_what_is_taken_out_is_asked_first(prepared, started, position, line):
    prepared(all_loaded)
    app = opened("manage")
    assert "Straten en paden die geladen zijn: 1.234 km." in {m.value for m in app.markdown}
    assert [each for each in app.get("html") if "Stadsdelen" in str(each.proto)]
    app = press(app, "Weghalen", position)
    assert started == []
    app = press(app, "Nee, laat staan")
    assert "Ja, haal weg" not in links(app)
    app = press(press(app, "Weghalen", position), "Ja, haal weg")
    assert [lines for _kind, lines, *_rest in started] == [[line]]


NEWER = {"register.duckdb": [1, int(2e18), 1]}


OWN = {"kind": "official"}


DATES = [{"date": "2024-04-01", "is_sample": False}]


RELEASE = {
    "made_at": "2026-01-01T00:00:00",
    "is_draft": False,
    "is_used": True,
    "dates": ["2024-04-01"],
}


BEFORE, AFTER = RELEASE | {"dates": ["2023-04-01"]}, RELEASE | {"is_used": False}


STATES = [
    ("areas", {"areas": [{"kind": "schematic"}]}),
    ("register", {"areas": [OWN]}),
    ("register", {"areas": [OWN], "register": {"dates": [{"is_sample": True}]}}),
    ("release", {"areas": [OWN], "register": {"dates": DATES}}),
    ("release", {"areas": [OWN], "register": {"dates": DATES}, "releases": [RELEASE], "marks": NEWER}),
    ("draft", {"areas": [OWN], "register": {"dates": DATES}, "releases": [RELEASE | {"is_draft": True}]}),
    ("done", {"areas": [OWN], "register": {"dates": DATES}, "releases": [RELEASE]}),
    ("decide", {"areas": [OWN], "register": {"dates": DATES}, "releases": [RELEASE], "buildings": [{"status": "no"}, {"status": "open"}]}),
    ("done", {"areas": [OWN], "register": {"dates": DATES}, "releases": [RELEASE], "buildings": [{"status": "no"}]}),
    ("unpublished", {"areas": [OWN], "register": {"dates": DATES}, "releases": [AFTER, BEFORE]}),
    ("older", {"areas": [OWN], "register": {"dates": DATES}, "releases": [AFTER, RELEASE]}),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "found"), STATES)
def test_the_next_step_follows_from_what_is_there(expected, found):
    plain = {"register": {"dates": []}, "releases": [], "marks": {}}
    assert present.next_step(plain | found) == expected


def test_what_is_said_otherwise_here_is_said_by_some_command():
    assert set(told.HERE) <= set(MESSAGES)


def test_what_may_be_told_beside_a_file_goes_along(prepared, tmp_path, started):
    prepared(loaded)
    option = options.OPTIONS["rule"]
    names = ["typen.csv", "locatietypen.xlsx", "BBG2015.gpkg", "ibis.zip"]
    assert [kinds.likely(name, LOCATIONS) for name in names[1:]] == ["locations"] * 3
    likely = [options.likely(option, name) for name in names]
    assert likely == ["area", "area", "land_use", "sites"]
    file = tmp_path / "werklocaties.geojson"
    upload = uploads.begin(file.name, 1, "")
    upload.part.write_bytes(b"x")
    uploads.finish(upload)
    app = opened("manage", step="file")
    assert app.selectbox[0].value == "sites"
    app = press(app, "Laden")
    app.selectbox[0].set_value("area").run()
    app.text_input[0].set_value("2025").run()
    app = press(app, "Laden")
    assert [lines for _kind, lines, *_rest in started] == [
        [["locations", str(upload.file), "--rule=sites"]],
        [["locations", str(upload.file), "--rule=area", "--year=2025"]],
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hubs 2025.xlsx", "places"),
        ("initiatieven.csv", "initiatives"),
        ("leegstand.csv", "sites"),
        ("Leden per vereniging.xlsx", "factors"),
    ],
)
def test_lists_of_places_are_known_by_their_name_and_tell_what_is_refused(started, name, kind):
    upload = uploads.begin(name, 1, "")
    upload.part.write_bytes(b"x")
    uploads.finish(upload)
    press(opened("manage", step="file"), "Laden")
    told = ["--report={folder}/report.json", "--rejects={folder}/rejects.xlsx"]
    assert [lines for _kind, lines, *_rest in started] == [[[kind, str(upload.file), *told]]]


@pytest.mark.parametrize("name", ["vierkant.osm", "vierkant.osm.pbf"])
def test_streets_can_be_sent_and_loaded(started, name):
    upload = uploads.begin(name, 1, "")
    upload.part.write_bytes(b"x")
    uploads.finish(upload)
    press(opened("manage", step="file"), "Laden")
    assert [lines for _kind, lines, *_rest in started] == [[["streets", str(upload.file)]]]


def test_every_kind_of_file_there_is_can_be_sent():
    assert {e for kind in kinds.KINDS.values() for e in kind.endings} == set(uploads.ENDINGS)


def test_what_a_list_told_is_short_and_its_rules_are_a_table(empty_folder):
    folder = settings.jobs_dir() / "20260101-000000-00000000"
    folder.mkdir(parents=True)
    told = {"kind": "places", "commands": [], "state": "done", "upload": "0" * 16}
    jobs.write(folder, started="2026-01-01T00:00", **told)
    message = "The place is not public, so it is not kept: only places that are announced to everyone belong here."
    rule = {"rule": "public_no", "severity": "error", "rows": 2, "message": message}
    report = {"rules": [rule | {"examples": [{"row": 6, "value": ""}]}]}
    (folder / "report.json").write_text(json.dumps(report))
    lines = [
        ("{rows} places of {source} are loaded; {before} that were there are replaced.", {"rows": 7, "source": "hubs", "before": 0}),
        ("First rows: {which}.", {"which": "6"}),
    ]  # fmt: skip
    told_lines = [{"message": m, "details": d, "at": "2026-01-01T00:00:00+00:00"} for m, d in lines]
    (folder / "log.jsonl").write_text("\n".join(map(json.dumps, told_lines)))
    app = opened("manage", step="file")
    told_here = "7 plekken van hubs zijn ingelezen; 0 die er waren zijn vervangen."
    assert [words.plain(told_here)] == [each.value for each in app.success]
    assert any("niet openbaar" in each.proto.body for each in app.get("html"))
