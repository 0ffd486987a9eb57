"""The charts of a profile as pictures: each with its title and source, for a report or a slide."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

from wijkeconomie.errors import UnknownTable
from wijkeconomie.view import atlas, look, numbers, query, survival, words
from wijkeconomie.view.charts import Drawn, has_figures
from wijkeconomie.view.printing import notes, press
from wijkeconomie.view.printing.seen import Seen
from wijkeconomie.view.profile import course, makeup
from wijkeconomie.view.taking import sources

WIDTH, PADDING = 720, 24
LONGEST = 400
SIZED = {"type": "fit", "contains": "padding"}
FONT = "Source Sans 3, Source Sans Pro, sans-serif"


@dataclass(frozen=True)
class Letter:
    """How text is set: ``most`` letters on a line, lines ``step`` apart."""

    size: int
    weight: int
    colour: str
    step: int
    most: int


BIG = Letter(20, 600, look.TEXT, 26, 66)
SMALL = Letter(12, 400, look.MUTED_TEXT, 16, 112)


@dataclass(frozen=True)
class Kind:
    """A kind of chart: its title, how it is drawn and how high."""

    title: str
    draw: Callable[[Seen], Drawn | None]
    height: int


def _shares(dimension: str) -> Callable[[Seen], Drawn]:
    def draw(seen: Seen) -> Drawn:
        rows = makeup.rows(seen.area, seen.year, dimension)
        return makeup.shares(seen.lang, rows, dimension, (seen.name, atlas.name(seen.whole)))

    return draw


def _flows(titles: dict[str, str]) -> Callable[[Seen], Drawn | None]:
    def draw(seen: Seen) -> Drawn | None:
        rows = query.run("dynamics_by_year", area=seen.area)
        return makeup.flows(seen.lang, rows, titles, seen.marks(course.COUNTED))

    return draw


def _survival(seen: Seen) -> Drawn | None:
    if seen.area.startswith("BU"):
        return None
    return survival.drawn(seen.lang, query.run("survival_by_cohort", area=seen.area))


KINDS = {
    "establishments": Kind(
        words.mark("Establishments by premises, per year"),
        lambda s: course.premises(
            s.lang, s.figures, s.area, s.marks(course.COUNTED, is_banded=True)
        ),
        280,
    ),
    "small-scale": Kind(
        words.mark("Percentage of establishments that is small-scale, per year"),
        lambda s: course.small(s.lang, s.figures, s.area, s.marks(course.COUNTED, is_banded=True)),
        280,
    ),
    "mix": Kind(
        words.mark("Function-mix index and diversity, per year"),
        lambda s: course.mix(s.lang, s.figures, s.area, s.marks(course.SECTORAL)),
        280,
    ),
    "specialisation": Kind(
        words.mark("Sectors by location quotient"),
        lambda s: makeup.quotients(s.lang, s.figures, s.area, s.year),
        340,
    ),
    "sectors": Kind(words.mark("Share of establishments by sector"), _shares("sector"), 340),
    "sizes": Kind(words.mark("Share of establishments by size"), _shares("size_class"), 230),
    "premises": Kind(words.mark("Share of establishments by premises"), _shares("premises"), 160),
    "openings": Kind(words.mark("Openings and closures per year"), _flows(makeup.OPENED), 280),
    "moves": Kind(words.mark("Moves to and from elsewhere per year"), _flows(makeup.MOVED), 280),
    "survival": Kind(words.mark("Still there, by year of opening"), _survival, 280),
}
OF_A_YEAR = ("specialisation", "sectors", "sizes", "premises")


def kind(name: str) -> Kind:
    """A kind of chart by name. Raises UnknownTable when there is none."""
    if name not in KINDS:
        raise UnknownTable(
            "There is no chart {chart}: use one of {known}.",
            name="chart",
            chart=name[:40],
            known=", ".join(KINDS),
        )
    return KINDS[name]


def drawable(seen: Seen) -> dict[str, Kind]:
    """Kinds of charts in which there is anything to see of an area, by name."""
    drawn = {name: each.draw(seen) for name, each in KINDS.items()}
    return {name: KINDS[name] for name, each in drawn.items() if each and has_figures(each)}


def spec(drawn: Drawn, width: int, height: int) -> dict[str, Any]:
    """A chart's Vega-Lite spec at a size for paper."""
    config = drawn.spec.get("config", {}) | {"font": "Source Sans 3"}
    size = {"width": width, "height": height, "autosize": SIZED, "padding": 2}
    rows = drawn.spec["datasets"]
    return _unlimited(drawn.spec | {"datasets": {}}) | size | {"config": config, "datasets": rows}


def _unlimited(part: Any) -> Any:
    """With room for the longest labels: on paper nothing is told when one points at it."""
    if isinstance(part, list):
        return [_unlimited(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {k: LONGEST if k == "labelLimit" else _unlimited(v) for k, v in part.items()}


def svg(seen: Seen, name: str) -> str:
    """A chart as SVG with its title above, and what it means and its source below. Raises
    UnknownTable for a chart that does not exist, or has nothing to show."""
    chosen = kind(name)
    drawn = chosen.draw(seen)
    if drawn is None or not has_figures(drawn):
        raise UnknownTable("There are no figures to draw.", name="chart")
    inner = press.drawn([spec(drawn, WIDTH - 2 * PADDING, chosen.height)])[0]
    title = f"{seen.name}: {_lowered(seen.say(chosen.title))}"
    if name in OF_A_YEAR:
        title += f" ({numbers.day(seen.lang, seen.when)})"
    return _framed(inner, title, (notes.of(seen, name), source(seen)), drawn.words)


def source(seen: Seen) -> str:
    """Whose figures, of which release, and what was done to them."""
    return f"Wijkeconomie. {sources.told(seen.lang, query.release())}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _framed(inner: str, title: str, below: tuple[str, ...], told: str) -> str:
    above = wrap(title, BIG.most)
    under = [line for each in below for line in wrap(each, SMALL.most)]
    high = float((re.search(r'height="([\d.]+)"', inner) or [0, "0"])[1])
    top = PADDING + BIG.step * len(above)
    bottom = top + high + PADDING
    whole = bottom + SMALL.step * len(under) + PADDING / 2
    lines = [
        *_lines(above, BIG, PADDING + BIG.size),
        inner.replace("<svg ", f'<svg x="{PADDING}" y="{top}" ', 1),
        *_lines(under, SMALL, bottom),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{whole:.0f}" '
        f'viewBox="0 0 {WIDTH} {whole:.0f}" role="img"><title>{escape(title)}</title>'
        f'<desc>{escape(told)}</desc><rect width="100%" height="100%" fill="white"/>'
        f"{''.join(lines)}</svg>"
    )


def _lines(texts: list[str], letter: Letter, top: float) -> list[str]:
    return [
        f'<text x="{PADDING}" y="{top + n * letter.step:.0f}" font-family="{FONT}" '
        f'font-size="{letter.size}" font-weight="{letter.weight}" fill="{letter.colour}">'
        f"{escape(text)}</text>"
        for n, text in enumerate(texts)
    ]
