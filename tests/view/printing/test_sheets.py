"""The profile on paper: two pages, tagged for who reads by ear, with all that the page tells."""

import io
import re
from collections.abc import Iterator

import pandas as pd
import pikepdf
import pypdfium2
import pytest

from wijkeconomie import shipped
from wijkeconomie.errors import CannotDraw
from wijkeconomie.view import atlas, factors, knowledge, look, query, survival
from wijkeconomie.view.city_parts import areas_of
from wijkeconomie.view.factor_readings import Asked
from wijkeconomie.view.printing import (
    content,
    lists,
    pictures,
    press,
    seen,
    sheets,
    worker,
)
from wijkeconomie.view.profile import among


def few() -> str:
    """A buurt of which nothing may be told."""
    any_buurt = next(code for code in atlas.areas().index if code.startswith("BU"))
    asked = seen.of("nl", any_buurt)
    cells = asked.figures.cells.xs(asked.year, level="year")
    return str(cells.index[(cells["flag"] == "c") & (cells["level"] == "buurt")][0])


def longest() -> str:
    names = atlas.areas()["name"]
    return str(names.map(len).idxmax())


SITE = "https://voorbeeld.nl"


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All parts of the tree that tells what is what."""
    if isinstance(node, pikepdf.Array):
        for each in list(node):  # pyright: ignore
            yield from elements(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
    ]


def text(made: bytes) -> str:
    document = pypdfium2.PdfDocument(made)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(pages)


def squeezed(told: str) -> str:
    """Letters and numbers alone: lines break where they fit."""
    return re.sub(r"[\W_]", "", told)


@pytest.mark.parametrize(
    ("lang", "which"),
    [
        ("nl", lambda: "WK003426"),
        ("en", lambda: "GM0034"),
        ("nl", few),
        ("en", longest),
        ("nl", lambda: "SD0034-almere-haven"),
    ],
    ids=["wijk", "municipality", "protected", "long", "city part"],
)
def test_two_pages_that_can_be_read_by_ear(sample_release, lang, which):
    asked = seen.of(lang, which())
    told, specs = content.told(asked, SITE)
    made = press.sheet(told, specs, sheets.made_at())
    if lang == "en":
        assert sheets.pdf(asked, SITE) == made, "the same release gives the same bytes"
    with pikepdf.open(io.BytesIO(made)) as pdf:
        root = pdf.Root
        assert len(pdf.pages) == 2
        assert all([round(float(v)) for v in p.mediabox] == [0, 0, 595, 842] for p in pdf.pages)
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Lang)[:2] == lang
        with pdf.open_metadata() as known:
            assert known["dc:title"] == told["title"]
            assert known["pdfuaid:part"] == "1"
        assert asked.name in told["title"]
        tree = list(elements(root.StructTreeRoot.K))
        figures = [each for each in tree if each.S == "/Figure"]
        alts = {str(each.Alt) for each in figures}
        assert alts == {told["map"]["alt"], *(told["charts"][name]["alt"] for name in specs)}
        assert all(alts)
        heads = [each for each in tree if each.S == "/TH"]
        tables = [told["kpis"]["head"], *(t["head"] for t in told["lists"] if not t["none"])]
        assert len(heads) == sum(len([h for h in head if h]) for head in tables)
        found = fonts(pdf)
        assert found
        assert all("/FontFile2" in each or "/FontFile3" in each for each in found)
        assert all("SourceSans3" in str(each.FontName) for each in found)
    printed = squeezed(text(made))
    for wanted in (told["name"], told["lead"], told["where"], query.release().release_id):
        assert squeezed(wanted) in printed, wanted
    for row in told["kpis"]["rows"]:
        assert squeezed(row["title"]) + squeezed(row["definition"]) in printed
        assert squeezed(row["text"]) in printed
        assert squeezed(row["similar"]) in printed
    for table in told["lists"]:
        assert squeezed(table["title"]) in printed
        assert all(squeezed(row[0]) in printed for row in table["rows"])


def test_what_was_tried_here_and_on_the_same_themes_is_told(sample_release):
    known = {each.said("nl", "title"): each for each in knowledge.practices()}
    told, _specs = content.told(seen.of("nl", "WK003426"))
    table = next(each for each in told["lists"] if each["title"] == "Wat is geprobeerd")
    first, *others = (known[row[0]] for row in table["rows"])
    assert "GM0034" in first.area_codes
    assert others
    assert all(set(each.themes) & set(first.themes) for each in others)


def test_a_city_part_is_drawn_whole_and_says_why_lines_have_gaps(sample_release):
    asked = seen.of("nl", "SD0034-almere-haven")
    told, specs = content.told(asked)
    assert "moves" in specs, "how many there are at least is drawn too"
    assert told["map"]["svg"].count(f'fill="{look.ACCENT}"') == len(areas_of(asked.area))
    assert "ten minste" in told["notes"]["course"]
    assert set(atlas.areas()["level"]) == set(among.AREAS)


def test_a_sheet_of_an_earlier_year_says_what_is_of_another(sample_release):
    """Areas are found by the newest figures; places are those that were open then."""
    newest, then = (lists.told(seen.of("en", "BU00340101", year)) for year in (2025, 2018))
    title = "Similar areas"
    [now_alike], [then_alike] = (
        [t for t in each if t["title"] == title] for each in (newest, then)
    )
    assert "figures of 2025 only" in then_alike["more"]
    assert not now_alike["more"]
    title = "Hubs and third places nearby"
    [now_near], [then_near] = ([t for t in each if t["title"] == title] for each in (newest, then))
    opened = query.run("table_place").set_index("name")["opened_on"]
    assert all(not opened[row[0]] > pd.Timestamp("2018-04-01") for row in then_near["rows"])
    assert any(opened[row[0]] > pd.Timestamp("2018-04-01") for row in now_near["rows"])


def test_what_is_protected_is_said_and_not_drawn(sample_release):
    told, specs = content.told(seen.of("nl", few()))
    assert {row["text"] for row in told["kpis"]["rows"]} >= {"Geheim"}
    assert not {"small-scale", "sizes"} & specs.keys()


def test_much_still_fits_on_two_pages(sample_release):
    told, specs = content.told(seen.of("nl", "WK003426"))
    told |= {"name": f"{told['name']} " * 8, "lead": told["lead"] * 2}
    for table in told["lists"]:
        most = lists.MOST_SIMILAR if len(table["head"]) == 3 else lists.MOST_ROWS
        most = len(shipped.rows("factors")) if table["head"][:1] == ["Factor"] else most
        table["rows"] = (table["rows"] * most)[:most]
    made = press.sheet(told, specs, sheets.made_at())
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("area", ["GM0034", "WK003426", "SD0034-almere-haven"])
def test_every_factor_that_is_measured_is_told(sample_release, area):
    asked = seen.of("nl", area)
    found = factors.checklist(Asked("nl", area, asked.year))
    table = next(each for each in lists.told(asked) if each["head"][:1] == ["Factor"])
    assert [row[0] for row in table["rows"]] == [each.title for each in found if each.readings]
    assert len(table["rows"]) > 4
    assert "website" not in table["more"]
    for source in {each for one in found for reading in one.readings for each in reading.sources}:
        dated = [line for line in table["more"].split(". ") if source in line]
        assert dated
        assert all(line.count(source) == 1 for line in dated), "each once a day"


@pytest.mark.parametrize(
    ("left", "told"),
    [(0, ""), (1, "Op de website staat er nog 1."), (2, "Op de website staan er nog 2.")],
)
def test_rows_that_are_left_out_are_counted(sample_release, left, told):
    rows = pd.DataFrame({"Naam": ["a"] * (lists.MOST_ROWS + left)})
    table = lists._listed(seen.of("nl", "GM0034"), "", rows, "")
    assert (len(table["rows"]), table["more"]) == (lists.MOST_ROWS, told)


def test_a_press_that_ended_starts_again(sample_release):
    press.drawn([])
    running = press._press.process
    running.kill()
    running.wait()
    assert press.drawn([]) == []
    assert press._press.process.pid != running.pid


def test_a_press_gets_ready_before_it_is_asked(sample_release):
    ready = press.Press()
    ready.start()
    running = ready.process
    ready.start()
    assert len(ready.ask("drawn", specs=[worker.FIRST])) == 1
    assert ready.process is running
    running.kill()
    running.wait()


def test_a_sheet_is_set_after_a_picture_and_the_other_way_round(sample_release):
    """By the same process: what was set before changes nothing."""
    asked = seen.of("nl", "WK003426")
    first = sheets.pdf(asked)
    image = press.image(pictures.svg(asked, "sizes"))
    assert sheets.pdf(asked) == first
    assert press.image(pictures.svg(asked, "sizes")) == image
    assert image.startswith(b"\x89PNG")


def test_a_press_that_fails_begins_anew(sample_release):
    press.drawn([])
    failing = press._press.process
    with pytest.raises(CannotDraw):
        press.drawn([{"mark": "nothing"}])
    assert failing.poll() is not None
    assert press.drawn([]) == []


@pytest.mark.parametrize("area", ["WK003415", "BU00340101", "GM0034"])
def test_paper_tells_survival_sources_and_why_figures_are_missing(sample_release, area):
    asked = seen.of("en", area)
    told, _specs = content.told(asked)
    kept, factors, *_others = told["lists"]
    expected = survival.NO_BUURT if area[:2] == "BU" else survival.told("en", area)
    assert kept["none"] == expected
    assert "1 April 2025 · " in factors["more"]
    assert "Known of the municipality as a whole" in factors["more"] or area == "GM0034"
    is_missing = any(row["text"] == "Protected" for row in told["kpis"]["rows"])
    assert ("Protected: " in told["kpis"]["note"]) == is_missing
