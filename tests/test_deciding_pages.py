"""Buildings that the steward decides over on the page."""

import pandas as pd
import pytest

from tests import cities
from tests.register.test_candidates import crowd, named, take
from tests.test_jobs import wait
from tests.test_manage_pages import links, press, visitor  # noqa: F401
from tests.test_pages import opened
from wijkeconomie.register import candidates, upkeep
from wijkeconomie.sources import areas, kept, places
from wijkeconomie.view.manage import present
from wijkeconomie.view.manage.told import sentences
from wijkeconomie.work import jobs, snapshot


@pytest.fixture
def begun(monkeypatch) -> list[tuple]:
    """What the page would start."""
    known: list[tuple] = []
    monkeypatch.setattr(jobs, "start", lambda *given: known.append(given))
    return known


BEFORE = tuple(crowd(10, 10, count=1))


def city(folder, *crowds: list[str]) -> None:
    upkeep.use_areas(areas.read(cities.areas_file(folder), None, None))
    take(folder, list(BEFORE), *crowds)
    candidates.look()


def choose(app, number: int, way: str):
    """The app after a choice about a building, by its number on the page."""
    return (
        [each for each in app.button_group if str(each.key).startswith("way-")][number - 1]
        .set_value(way)
        .run()
    )


def told(app) -> str:
    shown = [*app.info, *app.error, *app.markdown, *app.caption, *app.success]
    return " ".join(each.value for each in shown)


def test_without_a_register_a_button_leads_to_it(empty_folder):
    app = opened("manage", step="places")
    assert "lees er eerst een in" in told(app)
    assert "Gegevens toevoegen" in links(app)


def test_when_there_are_none_they_can_be_looked_for(empty_folder, tmp_path, begun):
    city(tmp_path)
    app = press(opened("manage", step="places"), "Gebouwen zoeken")
    assert [lines for _kind, lines, *_rest in begun] == [[["buildings"]]]
    assert not app.exception


def test_ten_are_decided_over_at_once(empty_folder, tmp_path, begun):
    city(tmp_path, *(crowd(60 * n, 900, count=10 + 5 * n) for n in range(1, 13)))
    app = opened("manage", step="places")
    assert "De 10 grootste van 12" in told(app)
    assert "**1. Zuidwest, ongeveer 70 vestigingen**" in told(app)
    app = press(app, "Besluiten bewaren")
    assert "Kies van minstens één gebouw" in told(app)
    app = choose(choose(choose(app, 1, "hub"), 2, "site"), 3, "no")
    app = press(app, "Besluiten bewaren")
    assert "Gebouw 1 heeft een naam nodig" in told(app)
    assert begun == []
    app.text_input[0].set_value(" --no <b>De Kaai</b> ")
    app.text_input[1].set_value("Loods 6").run()
    press(app, "Besluiten bewaren")
    assert [lines for _kind, lines, *_rest in begun] == [
        [
            ["buildings", f"--hub={named(720, 900)}", "--name=--no <b>De Kaai</b>"],
            ["buildings", f"--site={named(660, 900)}", "--name=Loods 6"],
            ["buildings", f"--no={named(600, 900)}"],
        ]
    ]


def test_a_decision_is_kept_by_a_process_of_its_own_and_taken_back(empty_folder, tmp_path):
    city(tmp_path, crowd(100, 100), crowd(500, 500))
    app = choose(opened("manage", step="places"), 1, "hub")
    app.text_input[0].set_value("*De* <i>Kaai</i>").run()
    press(app, "Besluiten bewaren")
    assert ended("decide") == [
        "*De* <i>Kaai</i> is vanaf nu een hub; maak een uitgave om die te publiceren."
    ]
    assert sorted(row["status"] for row in snapshot.read()["buildings"]) == ["hub", "open"]
    app = opened("manage", step="places")
    assert "\\*De\\*" in told(app)
    press(app, "Terugnemen")
    assert ended("undo") == ["Het besluit over het gebouw is teruggenomen."]
    assert [row["status"] for row in snapshot.read()["buildings"]] == ["open", "open"]


def ended(kind: str) -> list[str]:
    """What the last job of a kind told, once it has ended."""
    job = wait(jobs.latest(kind))
    assert job.state == "done"
    return sentences("nl", job)


PAIR = {
    "place_a": "own-1",
    "place_b": "osm-node-2",
    "name_a": "*De* Kaai",
    "name_b": "Kaai",
    "source_a": "plekken",
    "source_b": "osm",
    "distance_m": 12.0,
    "status": "open",
}


def test_pairs_are_decided_over(empty_folder, begun, monkeypatch):
    rows = pd.DataFrame([PAIR, PAIR | {"place_b": "gone"}, PAIR | {"status": "same"}])
    known = places.sample().iloc[:2].assign(place_id=["own-1", "osm-node-2"])
    with kept.replacing("place_pairs", rows), kept.replacing("places", known):
        pass
    found = present.status()
    assert [row["status"] for row in found["pairs"]] == ["open", "same"]
    monkeypatch.setattr(present, "status", lambda: found | {"commands": ["duplicates"]})
    app = opened("manage", step="places")
    assert "**1.** **\\*De\\* Kaai** – **Kaai**" in told(app)
    assert "plekken – OpenStreetMap · 12 m uit elkaar" in told(app)
    app = press(app, "Deze besluiten bewaren")
    assert "Kies van minstens één paar" in told(app)
    (group,) = [each for each in app.button_group if str(each.key).startswith("pair-")]
    press(group.set_value("same").run(), "Deze besluiten bewaren")
    assert [lines for _kind, lines, *_rest in begun] == [
        [["duplicates", "--same", "own-1", "osm-node-2"]]
    ]
    assert "Eerder besloten paren (1)" in {each.label for each in app.expander}
    press(app, "Terugnemen")
    assert begun[-1][:2] == ("undo-pair", [["duplicates", "--undo", "own-1", "osm-node-2"]])
    monkeypatch.setattr(
        present, "status", lambda: found | {"commands": ["duplicates"], "pairs": []}
    )
    assert "lijkt er dubbel in te staan" in told(opened("manage", step="places"))
