"""Texts of others become HTML that can do no harm."""

import re

import pytest

from wijkeconomie.view import prose


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# Kop", "<h2>Kop</h2>"),
        ("### Kop", "<h3>Kop</h3>"),
        ("**vet**", "<p><strong>vet</strong></p>"),
        ("- een\n- twee", "<li>een</li>"),
        ("| a |\n| --- |\n| b |", "<td>b</td>"),
        ("[zie](https://www.example.nl/x)", ">zie</a> (www.example.nl)"),
        ("[zie](https://xn--e1awd7f.nl)", "(xn--e1awd7f.nl)"),
        ("![een plaatje](https://example.nl/a.png)", "<p>een plaatje</p>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_markdown_is_shown(written, shown):
    assert shown in prose.html(written)


@pytest.mark.parametrize(
    "written",
    [
        "<script>x</script>",
        "<img src=https://example.nl/a.png onerror=x>",
        "<a href='javascript:x'>y</a>",
        "![x](https://example.nl/a.png)",
        "![x][i]\n\n[i]: https://example.nl/a.png",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,y)",
        "[x](vbscript:y)",
        "[x](//example.nl)",
        "[x](/manage)",
        "[x](https://name:word@example.nl)",
        "<javascript:alert(1)>",
        "[x](<https://>)",
        "<style>p {display: none}</style>",
        "<!-- x -->",
    ],
)
def test_nothing_else_is(written):
    """No tag but those of Markdown itself, no attribute but the address of a site."""
    made = prose.html(written).removeprefix('<div class="prose">').removesuffix("</div>")
    assert set(re.findall(r"<(/?\w+)", made)) <= {"p", "/p"}
