"""A chart as HTML of a page: what takes time, done once for all who look."""

import json
from html import escape
from typing import Any

from wijkeconomie.view import markup, words
from wijkeconomie.view.charts.drawn import Drawn, has_figures

FAILED = words.mark("The chart could not be drawn; the same is told below.")
FIT = {"type": "fit", "contains": "padding"}


def html(lang: str, drawn: Drawn, title: str) -> str:
    """A chart, which ``assets/charts.js`` draws and which can be reached by keyboard; below it,
    folded, the same in words and as a table. Its name is the title alone, by which the drawing that
    stands is found when an area changes; what it shows in words is its description."""
    if not has_figures(drawn):
        return markup.note(words.translate(lang, "There are no figures to draw.")) + _twin(
            lang, drawn
        )
    spec = {name: part for name, part in drawn.spec.items() if name != "datasets"}
    figure = (
        f'<figure class="chart" role="img" tabindex="0" aria-label="{escape(title)}"'
        f' data-failed="{escape(words.translate(lang, FAILED))}"'
        f' aria-description="{escape(drawn.words)}" data-height="{spec["height"]}"'
        f" data-spec='{_json(spec | {'autosize': FIT})}'"
        f" data-rows='{_json(drawn.spec.get('datasets', {}))}'></figure>"
    )
    return figure + _twin(lang, drawn)


def _twin(lang: str, drawn: Drawn) -> str:
    message = (
        words.mark("The same in words and as a table")
        if drawn.words
        else words.mark("The same as a table")
    )
    same = markup.paragraph(drawn.words) if drawn.words else ""
    return markup.fold(words.translate(lang, message), same + markup.table(drawn.table))


def _json(value: Any) -> str:
    """JSON for an attribute in single quotes, without what may look like a tag."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
