"""Copied links, code that runs, saved views and frames, in a real browser and real programs."""

import functools
import io
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import IDLE, Server, Visit, context, free_port
from wijkeconomie.view.taking import embedding

ASKED = "activity?level=wijk&indicator=share_home&year=2025"


def unfold(visit: Visit, path: str) -> None:
    visit.open(path)
    visit.page.locator(".st-key-take summary").press("Enter")
    visit.page.get_by_role("button", name="Kopiëren: HTML voor uw website").wait_for()
    visit.settle()


def copied(visit: Visit, title: str) -> str:
    """What a button puts on the clipboard, pressed by keyboard."""
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = visit.page.get_by_role("button", name=f"Kopiëren: {title}", exact=True)
    button.focus()
    button.press("Enter")
    expect(visit.page.locator(".copied").filter(has=button).get_by_role("status")).to_have_text(
        "Gekopieerd"
    )
    return visit.page.evaluate("navigator.clipboard.readText()")


def tab(visit: Visit, name: str) -> str:
    visit.page.get_by_role("tab", name=name, exact=True).click()
    panel = visit.page.get_by_role("tabpanel", name=name, exact=True)
    return panel.locator("code").last.inner_text()


def test_link_button_and_code_give_the_same_file(visit, tmp_path):
    unfold(visit, ASKED)
    link = copied(visit, "Link naar dit bestand")
    body = visit.page.request.get(link).body()
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("link", name="CSV downloaden").click()
    assert waiting.value.path().read_bytes() == body
    rows = pd.read_csv(io.BytesIO(body), dtype=str, keep_default_na=False)
    assert set(rows["premises"]) == {"home", "*"}

    command = tab(visit, "curl")
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True, capture_output=True)
    (file,) = tmp_path.iterdir()
    assert file.read_bytes() == body

    script = tab(visit, "Python").replace("print(rows)", "rows.to_csv('again.csv', index=False)")
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)
    again = pd.read_csv(tmp_path / "again.csv", dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(again, rows)

    assert f'Address = "{link}"' in tab(visit, "Excel")
    assert f'url <- "{link}"' in tab(visit, "R")
    if shutil.which("Rscript"):
        subprocess.run(["Rscript", "-e", tab(visit, "R")], check=True)


def test_a_link_to_a_view_opens_it_under_its_name(visit):
    unfold(visit, ASKED)
    visit.page.get_by_role("textbox", name="Naam").fill("Thuiswerk per wijk")
    visit.page.get_by_role("textbox", name="Naam").press("Tab")
    visit.settle()
    title = visit.page.locator("h1").inner_text()
    link = copied(visit, "Link naar deze weergave")
    assert len(link) < 120
    visit.page.goto(link)
    visit.settle()
    expect(visit.page.get_by_role("heading", name="Thuiswerk per wijk")).to_be_visible()
    expect(visit.page.locator("h1")).to_have_text(title)


@pytest.fixture(scope="module")
def framed(sample_folder: Path) -> Iterator[tuple[Server, str]]:
    """A server that one other site may frame, and the address of that site."""
    site = f"http://localhost:{free_port()}"
    running = Server(sample_folder, free_port(), more={"WIJKECONOMIE_FRAME_ANCESTORS": site})
    running.start()
    yield running, site
    running.stop()


@pytest.fixture
def municipal(framed, tmp_path) -> Iterator[Path]:
    """The folder of a website at the address that may show frames."""
    port = int(framed[1].rpartition(":")[2])
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_given: None})
    site = ThreadingHTTPServer(("127.0.0.1", port), functools.partial(quiet, directory=tmp_path))
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield tmp_path
    site.shutdown()
    site.server_close()


def test_another_site_shows_what_its_html_says(browser, framed, municipal):
    """As the page gives it, and nothing else of ours: the page itself stays out of frames."""
    server, site = framed
    with context(browser) as opened:
        visit = Visit(opened.new_page(), server)
        unfold(visit, ASKED)
        html = copied(visit, "HTML voor uw website")
        title = visit.page.locator("h1").inner_text()
        assert f'title="{title}"' in html.replace("\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
        assert visit.troubles == []
        (municipal / "index.html").write_text(f"<!doctype html><h1>Gemeente</h1>{html}", "utf-8")
        page = opened.new_page()
        page.goto(f"{site}/index.html")
        frame = page.frame_locator("iframe")
        expect(frame.locator("h1")).to_have_text(title)
        expect(frame.frame_locator("iframe").locator(".leaflet-container")).to_be_visible()
        expect(frame.get_by_role("link", name="Openen op Wijkeconomie")).to_be_visible()
        for ours in (".st-key-header", ".st-key-controls", ".st-key-take", "header nav"):
            expect(frame.locator(ours)).to_have_count(0)
        whole = f'<iframe src="{server.url}/{ASKED}"></iframe>'
        (municipal / "index.html").write_text(f"<!doctype html>{whole}", "utf-8")
        page.goto(f"{site}/index.html")
        assert not page.frames[-1].url.startswith(server.url)


FRAMED = {
    "district": {"area": "WK003426"},
    "places/try": {"pin": "142000,488000"},
    "compare": {"area": "WK003426,WK003428"},
}
SCROLLS = """frame => {
    const main = frame.querySelector('[data-testid="stMain"]');
    return main.scrollHeight > main.clientHeight;
}"""


def addresses(server: Server) -> dict[str, dict[str, int]]:
    """Every view that has a height of its own, by page, and the longest page of all."""
    found = {}
    for page, views in embedding.HEIGHTS.items():
        found[page] = {}
        for view in views:
            asked = FRAMED.get(page, {}) | FRAMED.get(f"{page}/{view.partition('-')[0]}", {})
            more = urlencode({"embed": "true", **asked} | ({"view": view} if view else {}))
            found[page][f"{server.url}/{page}?{more}"] = embedding.height(page, view)
    return found | {"method": {f"{server.url}/method?embed=true": embedding.LONGEST}}


def made(wanted: dict[str, int]) -> list[str]:
    return [embedding.html(address, "x", high) for address, high in wanted.items()]


def test_frames_show_their_views_whole(browser, framed, municipal):
    """As high as their HTML says, where no script of ours may run."""
    server, site = framed
    with context(browser, 1016) as opened:
        page = opened.new_page()
        low = []
        for name, wanted in addresses(server).items():
            bare = [each.partition("<script>")[0] for each in made(wanted)]
            text = "\n".join(bare).replace(' loading="lazy"', "")
            (municipal / f"{name}.html").write_text(f"<!doctype html>{text}", "utf-8")
            page.goto(f"{site}/{name}.html", wait_until="commit")
            low += [each for place, each in enumerate(wanted) if scrolls(page, place, each)]
        assert low == [f"{server.url}/method?embed=true"]


def scrolls(page: Page, position: int, address: str) -> bool:
    """Whether a frame is too low for what it shows; its source line is in sight either way."""
    frame, held = page.frame_locator(f"iframe >> nth={position}"), page.locator("iframe")
    source = frame.locator(".st-key-footer")
    source.wait_for()
    frame.locator(IDLE).wait_for()
    if "map" in address.partition("?")[2]:
        painted = frame.frame_locator("iframe").locator("body[data-painted]")
        painted.wait_for(state="attached")
    box, around = source.bounding_box(), held.nth(position).bounding_box()
    assert box["y"] + box["height"] <= around["y"] + around["height"], address
    return frame.locator("body").evaluate(SCROLLS)


def test_frames_grow_where_our_script_may_run(browser, framed, municipal):
    """As high as they are, also on a phone."""
    server, site = framed
    views = [address for wanted in addresses(server).values() for address in wanted]
    both = made({views[0]: 400, views[-1]: embedding.LONGEST})
    (municipal / "index.html").write_text(f"<!doctype html>{''.join(both)}", "utf-8")
    with context(browser, 390) as opened:
        page = opened.new_page()
        page.goto(f"{site}/index.html")
        for position in (0, 1):
            page.locator("iframe").nth(position).scroll_into_view_if_needed()
            frame = page.frame_locator(f"iframe >> nth={position}")
            frame.locator(".st-key-footer").wait_for()
            page.locator(f'iframe[style*="height"] >> nth={position}').wait_for()
            frame.locator(IDLE).wait_for()
        heights = page.locator("iframe").evaluate_all("all => all.map(each => each.clientHeight)")
        assert heights[0] != 400
        assert heights[1] > embedding.LONGEST
        assert not frame.locator("body").evaluate(SCROLLS)


def test_a_page_that_may_not_be_framed_says_so(visit):
    unfold(visit, ASKED)
    expect(visit.page.get_by_text("WIJKECONOMIE_FRAME_ANCESTORS")).to_be_visible()
