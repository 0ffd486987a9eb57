"""Which column holds what, as the data steward chooses it."""

import json
from pathlib import Path

from click.testing import CliRunner

from tests import cities
from tests.test_jobs import wait
from tests.test_manage_pages import links, loaded, press, visitor
from tests.test_pages import opened
from wijkeconomie import settings
from wijkeconomie.__main__ import cli
from wijkeconomie.register import importing, layouts, preview
from wijkeconomie.register.taking import Options
from wijkeconomie.sources import keeping
from wijkeconomie.view.manage import kinds, mapping
from wijkeconomie.work import jobs, uploads

__all__ = ["visitor"]

COLUMNS = {
    "file": "x.csv",
    "rows": None,
    "columns": [
        {"name": "nr", "examples": ["1"], "guess": {"lisa": "establishment_id", "kvk": None}},
        {"name": 'S"BI\\\n', "examples": [], "guess": {"lisa": "sbi_code", "kvk": "sbi_code"}},
        {"name": "vrij", "examples": [], "guess": {"lisa": None}},
    ],
    "fields": {
        "lisa": [
            {"field": "establishment_id", "required": True},
            {"field": "sbi_code", "required": True},
            {"field": "jobs", "required": False},
        ],
        "kvk": [{"field": "sbi_code", "required": True}],
    },
}


def test_a_mapping_is_written_when_it_is_not_what_was_guessed(tmp_path):
    import tomllib  # noqa: PLC0415

    upload = uploads.begin("x.csv", 1, "")
    guess = mapping.guessed(COLUMNS, "lisa")
    assert mapping.likely(COLUMNS) == "lisa"
    mapping.save(upload, COLUMNS, mapping.Choice("lisa", "2025-04-01", guess))
    line = mapping.command(upload, mapping.load(upload), is_check=True)
    assert "--mapping" not in line
    assert line[line.index("--layout") + 1] == "lisa"
    assert line[line.index("--reference-date") + 1] == "2025-04-01"
    own = guess | {"jobs": "vrij"}
    mapping.save(upload, COLUMNS, mapping.Choice("lisa", "", own))
    line = mapping.command(upload, mapping.load(upload), is_check=False)
    assert line[line.index("--layout") + 1] == "custom"
    assert "--reference-date" not in line
    assert "--check" not in line
    with open(line[line.index("--mapping") + 1], "rb") as stream:  # noqa: PTH123
        assert tomllib.load(stream) == {"columns": own}


def test_a_mapping_that_cannot_be_is_seen():
    choice = mapping.Choice("lisa", "", {"jobs": "vrij", "establishment_id": "vrij"})
    assert mapping.missing(COLUMNS, choice) == ["sbi_code"]
    assert mapping.twice(choice) == ["vrij"]


def test_a_mapping_of_last_time_is_filled_in_and_not_written_again(tmp_path):
    """So codes of the holder, which the page does not ask for, stay."""
    found = COLUMNS | {"remembered": {"establishment_id": "nr", "sbi_code": "vrij"}}
    found |= {"fields": COLUMNS["fields"] | {"custom": COLUMNS["fields"]["lisa"]}}
    upload = uploads.begin("x.csv", 1, "")
    assert mapping.likely(found) == "custom"
    guess = mapping.guessed(found, "custom")
    assert guess == found["remembered"]
    mapping.save(upload, found, mapping.Choice("custom", "", guess, is_added=True))
    line = mapping.command(upload, mapping.load(upload), is_check=False)
    assert line[2:4] == ["--layout", "custom"]
    assert "--mapping" not in line
    assert "--add" in line
    assert "--locatieserver" not in line


def test_own_size_classes_are_told_once(tmp_path):
    """Letters for sizes: asked after the columns, written for the import, remembered by it."""
    loaded(tmp_path)
    lines = [f"{n:012d};4711;{'AB'[n % 2]};9999;2026-04-01" for n in range(1, 9)]
    file = tmp_path / "letters.csv"
    file.write_text(
        "\n".join(["vestigingsnummer;sbi;grootteklasse;gemeentecode;peildatum", *lines])
    )
    found = preview.preview(file, layouts.LAYOUTS)
    upload = uploads.begin(file.name, file.stat().st_size, "")
    upload.part.write_bytes(file.read_bytes())
    uploads.finish(upload)
    choice = mapping.Choice("lisa", "", mapping.guessed(found, "lisa"))
    assert mapping.unclear(found, choice) == {"size_class": ["A", "B"]}
    assert mapping.unclear(found, mapping.Choice("lisa", "", {"jobs": "x"})) == {}
    folder = settings.jobs_dir() / "20260101-000000-00000000"
    folder.mkdir(parents=True)
    told = {"kind": "columns", "commands": [], "state": "done", "started": "2026-01-01T00:00"}
    jobs.write(folder, upload=upload.upload_id, **told)
    (folder / "columns.json").write_text(json.dumps(found))
    app = press(opened("manage", step="columns"), "Bewaren en verder")
    boxes = {box.label: box for box in app.text_input}
    boxes["A"].set_value("veel")
    boxes["B"].set_value("100+")
    app = press(app, "Betekenis bewaren en verder")
    assert any("veel" in each.value for each in app.error)
    {box.label: box for box in app.text_input}["A"].set_value("2-9")
    press(app, "Betekenis bewaren en verder")
    line = mapping.command(upload, mapping.load(upload), is_check=False)
    report = importing.import_file(upload.file, "custom", options=Options(Path(line[5])))
    assert (report.accepted, report.refused) == ({"2026-04-01": 8}, 0)
    again = preview.preview(file, layouts.LAYOUTS)
    assert again["remembered_meanings"] == {"size_class": {"A": "2-9", "B": "100+"}}


LIST = "Wat;Soort;x;y;Openbaar toilet\nHub;Broedplek;{x};{y};nee\nBieb;bibliotheek;{x};{y};nee\n"


def sent(folder, name: str, text: str) -> uploads.Upload:
    """A list that was sent, and whose columns were looked at."""
    upload = uploads.begin(name, len(text), "")
    upload.part.write_text(text)
    uploads.finish(upload)
    jobs_folder = settings.jobs_dir() / "20260101-000000-00000000"
    jobs_folder.mkdir(parents=True, exist_ok=True)
    told = {"kind": "columns", "commands": [], "state": "done", "started": "2026-01-01T00:00"}
    jobs.write(jobs_folder, upload=upload.upload_id, **told)
    looked = kinds.looking(str(upload.file), kinds.likely(name, ["places", "initiatives"]))
    line = [str(part).replace("{folder}", str(jobs_folder)) for part in looked]
    assert CliRunner().invoke(cli, line).exit_code == 0
    return upload


def test_columns_and_words_of_a_list_are_told_once(tmp_path):
    """A heading and a word of the holder's own, and a toilet that is not what is public."""
    loaded(tmp_path)
    text = LIST.format(x=cities.X + 500, y=cities.Y + 1_500)
    upload = sent(tmp_path, "hubs-2025.csv", text)
    app = opened("manage", step="columns")
    assert not app.date_input
    app = press(app, "Bewaren en verder")
    assert any("Kies een kolom voor: Naam" in each.value for each in app.error)
    boxes = {box.label: box for box in app.selectbox}
    assert boxes["Is openbaar"].value == "Openbaar toilet"
    boxes["Naam *"].set_value("Wat")
    boxes["Is openbaar"].set_value("")
    app = press(app, "Bewaren en verder")
    assert any("Openbaar toilet" in each.value for each in app.error)
    assert mapping.load(upload) is None
    {box.label: box for box in app.multiselect}["Niet nodig"].set_value(["Openbaar toilet"])
    app = press(app, "Bewaren en verder")
    {box.label: box for box in app.selectbox}["Broedplek"].set_value("creative_incubator")
    press(app, "Betekenis bewaren en verder")
    choice = mapping.load(upload)
    line = mapping.command(upload, choice, is_check=False)
    line = [part.replace("{folder}", str(tmp_path)) for part in line]
    done = CliRunner().invoke(cli, line)
    assert done.exit_code == 0, done.output
    assert sorted(keeping.stored("places")["category"]) == ["creative_incubator", "library"]
    again = sent(tmp_path, "hubs-2026.csv", text.replace("Hub", "Nieuw"))
    assert CliRunner().invoke(cli, ["places", str(again.file)]).exit_code == 0
    assert keeping.stored("places").empty
    app = opened("manage", step="columns", upload=again.upload_id)
    assert any("eerder" in each.value for each in app.info)
    boxes = {box.label: box for box in app.selectbox}
    assert (boxes["Naam *"].value, boxes["Is openbaar"].value) == ("Wat", "Openbaar toilet")
    boxes["Is openbaar"].set_value("")
    {box.label: box for box in app.multiselect}["Niet nodig"].set_value(["Openbaar toilet"])
    press(app, "Bewaren en verder")
    line = mapping.command(again, mapping.load(again), is_check=False)
    assert line[0] == "places"
    done = CliRunner().invoke(cli, [part.replace("{folder}", str(tmp_path)) for part in line])
    assert done.exit_code == 0, done.output
    assert sorted(keeping.stored("places")["name"]) == ["Bieb", "Nieuw"]


def test_a_checked_list_tells_its_rows_and_leads_on(tmp_path):
    loaded(tmp_path)
    rows = "naam;soort;x;y\n" + "".join(f"P{i};{w};{cities.X + 500};{cities.Y + 1_500}\n" for i, w in enumerate(["cafe", "cafe", "kroeg"]))  # fmt: skip
    upload = sent(tmp_path, "hubs.csv", rows)
    press(opened("manage", step="columns"), "Bewaren en verder")
    app = opened("manage", step="columns")
    assert "kroeg" in {box.label for box in app.selectbox}
    mapping.save(upload, {"fields": {"places": []}, "columns": []}, mapping.Choice("places", "", {"name": "naam"}))  # fmt: skip
    app = press(opened("manage", step="check"), "Bestand controleren")
    job = wait(jobs.latest("check"))
    assert job.state == "done"
    app = opened("manage", step="check")
    assert {(m.label, m.value, m.delta) for m in app.metric} >= {
        ("Kan worden ingelezen", "2", "hubs")
    }
    assert any("de lijst waar ze uit kwamen" in each.value for each in app.markdown)
    assert "Verder met inlezen" in links(app)
    assert job.result("rejects.xlsx")
    app = opened("manage", step="import")
    assert "Iedereen ziet straks de naam" in "".join(each.value for each in app.markdown)
    app = press(app, "Inlezen")
    assert wait(jobs.latest("places")).state == "done"
    assert keeping.sources("places") == {"hubs": 2}
    assert "Ingelezen" in {m.label for m in opened("manage", step="import").metric}
