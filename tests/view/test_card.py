"""The data card reads well as text, and says the same when it is rendered."""

import html
import re

import pytest
from markdown_it import MarkdownIt

from wijkeconomie.view.exports import about, card, selection

WORDS = [
    "area_code is * of all",
    "[dataset]. Release",
    "http://x.nl/a.csv?sector=*&level=wijk_1",
    "<img src=x onerror=alert(1)> ![a b](http://x) [c](javascript:1)",
    "# 1 *bold* _em_ ~~gone~~ &lt; `` ` \\* a|b",
    "size_class; (*) C++ R&D 50%",
]


@pytest.mark.parametrize("told", WORDS)
def test_rendered_it_says_what_was_said(told):
    made = card._row([told, "x"])
    rendered = MarkdownIt("commonmark").enable("table").render(f"| a | b |\n| --- | --- |\n{made}")
    cell = re.search(r"<tbody>\s*<tr>\s*<td>(.*?)</td>\s*<td>x</td>", rendered, re.DOTALL)
    assert cell is not None, rendered
    assert {*re.findall(r"</?(\w+)", cell[1])} <= {"code", "a"}
    assert html.unescape(re.sub(r"</?(code|a)[^>]*>", "", cell[1])) == told
    assert all(url.startswith("http://x.nl/") for url in re.findall(r'href="([^"]*)', cell[1]))


def test_raw_it_has_no_escapes(sample_release):
    asked = selection.parse("activity", {"sector": ["*"], "search": ["a_b [x](y)"]})
    told = card.text(about.of(asked), "activity.csv")
    assert "\\" not in told
    for line in (
        "| `area_code` |",
        "| Sector | `*` (Alle sectoren) |",
        "## Codes van `size_class`",
    ):
        assert line in told
    assert "Zoeken" in told
