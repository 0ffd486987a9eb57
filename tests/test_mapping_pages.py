"""Which column holds what, as the data steward chooses it."""

import json
from pathlib import Path

from tests.test_manage_pages import loaded, press, visitor
from tests.test_pages import opened
from wijkeconomie import settings
from wijkeconomie.register import importing, layouts, preview
from wijkeconomie.register.taking import Options
from wijkeconomie.view.manage import mapping
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
    assert mapping.unknown_classes(found, choice) == ["A", "B"]
    assert mapping.unknown_classes(found, mapping.Choice("lisa", "", {"jobs": "x"})) == []
    folder = settings.jobs_dir() / "20260101-000000-00000000"
    folder.mkdir(parents=True)
    told = {"kind": "columns", "commands": [], "state": "done", "started": "2026-01-01T00:00"}
    jobs.write(folder, upload=upload.upload_id, **told)
    (folder / "columns.json").write_text(json.dumps(found))
    app = press(opened("manage", step="columns"), "Bewaren en verder")
    boxes = {box.label: box for box in app.text_input}
    boxes["A"].set_value("veel")
    boxes["B"].set_value("100+")
    app = press(app, "Klassen bewaren en verder")
    assert any("veel" in each.value for each in app.error)
    {box.label: box for box in app.text_input}["A"].set_value("2-9")
    press(app, "Klassen bewaren en verder")
    line = mapping.command(upload, mapping.load(upload), is_check=False)
    report = importing.import_file(upload.file, "custom", options=Options(Path(line[5])))
    assert (report.accepted, report.refused) == ({"2026-04-01": 8}, 0)
    again = preview.preview(file, layouts.LAYOUTS)
    assert again["remembered_classes"] == {"A": "2-9", "B": "100+"}
