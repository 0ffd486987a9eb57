"""The process that draws charts and sets sheets: a line of JSON in, a line of JSON out.

What draws holds the lock of Python while it works: in a process of its own no page waits for it.
"""

import base64
import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import typst
import vl_convert

ASSETS = Path(__file__).parents[3] / "assets"
FONTS, SHEET = ASSETS / "fonts", ASSETS / "typst" / "profile.typ"
STANDARD = "ua-1"
PICTURE = FONTS.parent / "typst" / "picture.typ"
DOTS_PER_INCH = 240
YIELDING = 5
FIRST = {"data": {"values": [{"a": 1}]}, "mark": "text", "encoding": {"text": {"field": "a"}}}


def drawn(specs: list[dict[str, Any]]) -> list[str]:
    """Charts as SVG, from their Vega-Lite specs; nothing is ever fetched for them."""
    _register_fonts()
    return [vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]) for spec in specs]


def image(svg: str) -> str:
    """An SVG as PNG, in base64, with our own fonts."""
    made = _compiler(PICTURE).compile(sys_inputs={"content": svg}, format="png", ppi=DOTS_PER_INCH)
    return _packed(made)


def sheet(content: dict[str, Any], specs: dict[str, Any], made_at: int) -> str:
    """A profile as PDF, in base64: accessible (PDF/UA-1), the same bytes for the same content."""
    charts = dict(zip(specs, drawn(list(specs.values())), strict=True))
    told = json.dumps(content | {"drawn": charts}, ensure_ascii=False)
    made = _compiler(SHEET).compile(
        sys_inputs={"content": told}, format="pdf", pdf_standards=STANDARD, timestamp=made_at
    )
    return _packed(made)


JOBS = {"drawn": drawn, "image": image, "sheet": sheet}


def _packed(made: Any) -> str:
    return base64.b64encode(made).decode()


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


@cache
def _compiler(template: Path) -> typst.Compiler:
    """A compiler of its own per template: one that is given another keeps to that."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    return typst.Compiler(template, root=template.parent, font_paths=fonts)


def answer(line: str) -> str:
    """The answer to a job: what came of it, or which error there was."""
    job = json.loads(line)
    try:
        return json.dumps({"done": JOBS[job["job"]](**job["given"])})
    except Exception as error:  # noqa: BLE001
        return json.dumps({"error": f"{type(error).__name__}: {error}"})


def main() -> None:
    """Works until nobody asks any more. What libraries print goes to the errors. A first chart, for
    which all that draws is loaded, is drawn before anybody asks."""
    os.nice(YIELDING)
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        drawn([FIRST])
        for line in sys.stdin:
            answers.write(answer(line) + "\n")
            answers.flush()


if __name__ == "__main__":
    main()
