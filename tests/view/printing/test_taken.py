"""What is taken over HTTP and on the command line: sheets, pictures and packs."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit import file_util

from tests.test_pages import opened
from wijkeconomie import __main__ as cli
from wijkeconomie.errors import CannotDraw, UnknownTable
from wijkeconomie.view import charts, guard, http, query
from wijkeconomie.view.printing import notes, packs, pictures, press, seen, sheets

AREA = "/api/v1/profiles/WK003426"
NOTHING = "Er zijn geen cijfers om te tekenen."
SVG = "{http://www.w3.org/2000/svg}"
TWIN = re.compile(r'<figure class="chart"[^>]*></figure>(<details.*?</details>)')


@pytest.fixture
def client(sample_release) -> TestClient:
    routes = http.routes(Path(file_util.get_static_dir()))
    return TestClient(Starlette(routes=routes, middleware=[Middleware(guard.Guard)]))


@pytest.fixture
def quick(monkeypatch) -> list[str]:
    """Sheets of a line, and of which areas they were made."""
    made: list[str] = []

    def pdf(asked: seen.Seen, site: str = "") -> bytes:
        made.append(asked.area)
        return b"%PDF " + asked.area.encode() + site.encode()

    monkeypatch.setattr(sheets, "pdf", pdf)
    return made


@pytest.mark.parametrize(
    ("path", "status", "media_type"),
    [
        (".pdf?lang=en&year=2020", 200, "application/pdf"),
        ("/sizes.svg", 200, "image/svg+xml"),
        ("/sizes.png", 200, "image/png"),
        ("/sizes.gif", 404, "application/problem+json"),
        ("/nothing.png", 404, "application/problem+json"),
        ("X.pdf", 404, "application/problem+json"),
        (".pdf?year=1900", 400, "application/problem+json"),
        (".pdf?size=4", 400, "application/problem+json"),
        (".pdf?release=20200101-0123456789", 400, "application/problem+json"),
    ],
)
def test_addresses_answer(client, quick, path, status, media_type):
    answer = client.get(AREA + path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, media_type)
    if status != 200:
        assert answer.json()["detail"]
        return
    assert answer.content
    again = client.get(AREA + path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(AREA + path)
    assert (head.headers["etag"], head.content) == (answer.headers["etag"], b"")
    assert answer.headers["cache-control"] == "no-cache"


def test_a_release_that_is_asked_for_may_be_kept(client, quick):
    release = query.release().release_id
    answer = client.get(f"{AREA}.pdf?release={release}")
    assert "immutable" in answer.headers["cache-control"]


def test_what_a_client_does_not_take_is_not_made(client, quick):
    answer = client.get(f"{AREA}.pdf", headers={"Accept": "text/csv"})
    assert (answer.status_code, quick) == (406, [])


@pytest.mark.parametrize("name", pictures.KINDS)
def test_pictures_have_title_and_source(sample_release, name):
    asked = seen.of("nl", "WK003426")
    drawn = ElementTree.fromstring(pictures.svg(asked, name))  # noqa: S314
    assert drawn.findtext(f"{SVG}title").startswith("Kruidenwijk: ")
    assert drawn.findtext(f"{SVG}desc")
    printed = " ".join(each.text or "" for each in drawn.findall(f"{SVG}text"))
    assert drawn.findtext(f"{SVG}title") in printed
    assert query.release().release_id in printed
    assert "register" in printed
    assert notes.of(asked, name) in printed
    assert len(drawn.findall(f"{SVG}svg//{SVG}text")) > 3


def test_marks_and_units_are_explained_in_the_picture(sample_release):
    asked = seen.of("en", "WK003426")
    for name in ("sectors", "sizes", "premises"):
        assert "Percent of all establishments; the orange mark is Almere" in notes.of(asked, name)
    assert "(the orange mark)" in notes.of(asked, "specialisation")
    assert notes.of(asked, "mix").startswith("Both run from 0 to 100.")


@pytest.mark.parametrize("name", pictures.KINDS)
def test_every_picture_tells_what_it_means(sample_release, name):
    for area in ("WK003426", "SD0034-almere-haven"):
        assert notes.of(seen.of("nl", area), name)
    part = seen.of("en", "SD0034-almere-haven")
    if name in ("establishments", "openings", "moves"):
        assert "an open triangle tells" in notes.of(part, name)


@pytest.mark.parametrize("name", ["specialisation", "sectors"])
@pytest.mark.parametrize("area", ["WK003426", "BU00343102"])
def test_rows_are_drawn_in_their_order(sample_release, area, name):
    """Those without a figure too, which some marks leave out."""
    asked = seen.of("nl", area)
    chart = pictures.KINDS[name].draw(asked)
    wanted = [row["label"] for row in chart.spec["datasets"]["rows"]]
    drawn = ElementTree.fromstring(pictures.svg(asked, name))  # noqa: S314
    placed = {
        each.text: float(re.search(r",([\d.-]+)\)", each.get("transform"))[1])
        for each in drawn.iterfind(f".//{SVG}text")
        if each.text in wanted
    }
    assert sorted(placed, key=placed.__getitem__) == wanted
    assert chart.table.index.tolist() == wanted
    assert "Geheim" in chart.table.iloc[:, 0].tolist()


@pytest.mark.parametrize("area", ["GM0034", "WK003426", "BU00342601", "SD0034-almere-haven"])
def test_every_chart_of_a_page_can_be_taken(client, monkeypatch, area):
    """Whatever charts the page shows, found by their words and tables."""
    app = opened("district", area=area, lang="nl")
    assert not app.exception
    shown = TWIN.findall("".join(each.proto.body for each in app.get("html")))
    asked = seen.of("nl", area)
    known = {
        TWIN.findall(charts.html("nl", kind.draw(asked), ""))[0]: name
        for name, kind in pictures.drawable(asked).items()
    }
    assert len(shown) > 5
    assert {known.get(each) for each in shown} == set(known.values())
    for name in pictures.KINDS:
        answer = client.head(f"/api/v1/profiles/{area}/{name}.svg")
        assert answer.status_code == 200
    for name in pictures.KINDS.keys() - pictures.drawable(asked).keys():
        answer = client.get(f"/api/v1/profiles/{area}/{name}.svg")
        assert (answer.status_code, answer.json()["detail"]) == (404, NOTHING)


def test_a_chart_of_protected_figures_alone_is_not_offered(sample_release):
    asked = seen.of("en", "BU00343201")
    assert {"mix", "small-scale"}.isdisjoint(pictures.drawable(asked))
    with pytest.raises(UnknownTable, match="no figures to draw"):
        pictures.svg(asked, "mix")


def test_a_pack_holds_every_area(client, quick):
    answer = client.get("/api/v1/profiles.zip?level=wijk&within=GM0034")
    with ZipFile(io.BytesIO(answer.content)) as pack:
        assert pack.testzip() is None
        names = pack.namelist()
        assert [name[:8] for name in names] == packs.areas("wijk", "GM0034") == quick
        assert all(pack.read(name).startswith(b"%PDF WK") for name in names)
        assert all(name.isascii() and name.endswith(".pdf") for name in names)


def test_who_leaves_ends_the_pack(sample_release, quick):
    parts = packs.parts(packs.sheets("nl", packs.areas("buurt")))
    first, second = next(parts), next(parts)
    assert b"%PDF BU" in first
    assert b"%PDF BU" in second
    parts.close()
    assert len(quick) == 2


@pytest.mark.parametrize("asked", ["level=street", "within=GM9999", "area=WK003426"])
def test_a_pack_of_nothing_is_refused(client, quick, asked):
    answer = client.get(f"/api/v1/profiles.zip?{asked}")
    assert (answer.status_code, quick) == (400, [])


def test_the_command_line_writes_a_pack(sample_release, quick, tmp_path):
    target = tmp_path / "pack.zip"
    done = CliRunner().invoke(cli.cli, ["profiles", "--out", str(target), "--lang", "en"])
    assert done.exit_code == 0, done.output
    with ZipFile(target) as pack:
        assert len(pack.namelist()) == len(packs.areas())
    assert [each.name for each in tmp_path.iterdir()] == ["pack.zip"]


def test_a_pack_that_fails_leaves_the_last_one(sample_release, monkeypatch, tmp_path):
    target = tmp_path / "pack.zip"
    target.write_bytes(b"the last one")
    monkeypatch.setattr(sheets, "pdf", lambda *_asked: 1 / 0)
    done = CliRunner().invoke(cli.cli, ["profiles", "--out", str(target)])
    assert done.exit_code == 1
    assert target.read_bytes() == b"the last one"
    assert [each.name for each in tmp_path.iterdir()] == ["pack.zip"]


def test_the_description_and_the_manual_name_them(client, quick):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path in [path for path in paths if "/profiles" in path]:
        answer = client.get(path.replace("{area}", "WK003426").replace("{chart}", "sizes"))
        assert answer.status_code == 200, path
        given = paths[path]["get"]["responses"]["200"]["content"]
        assert answer.headers["content-type"] in given
    assert "/api/v1/profiles/GM0034.pdf" in client.get("/api/docs").text


def test_what_cannot_be_drawn_is_refused_and_no_empty_file(client, monkeypatch):
    def fail(asked: seen.Seen, site: str = "") -> bytes:
        raise CannotDraw(press.FAILED)

    monkeypatch.setattr(sheets, "pdf", fail)
    for path in (f"{AREA}.pdf", "/api/v1/profiles.zip"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
