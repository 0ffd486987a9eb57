"""The figures of an area as cards: value, what is beside it, where it stands, and what it means."""

from html import escape

from wijkeconomie.view import atlas, markup, numbers, words
from wijkeconomie.view.profile import among
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.profile.kpis import Kpi

COMPARED = words.mark(
    "The strip shows in which fifth of the {areas} that can be compared; there are {count} in all."
)
MEAN = words.mark("Of similar areas the mean is told.")


def html(lang: str, found: list[Kpi], figures: Figures, area: str) -> str:
    """The cards as HTML."""
    areas = among.called(lang, str(atlas.areas().at[area, "level"]))
    cards = "".join(_card(lang, each, _beside(figures), areas) for each in found)
    return f'<ul class="kpis">{cards}</ul>'


def note(lang: str, found: list[Kpi], figures: Figures, at: tuple[str, int]) -> str:
    """What the strip on cards of an area in a year means; empty where there is none."""
    if all(each.fifth is None for each in found):
        return ""
    told = among.note(lang, COMPARED, figures, *at)
    usual = words.translate(lang, MEAN) if any(each.similar for each in found) else ""
    return f"{told} {usual}".strip()


def _beside(figures: Figures) -> str:
    return atlas.name(figures.reference) if figures.reference else ""


def _card(lang: str, kpi: Kpi, beside: str, areas: str) -> str:
    lines = [
        f'<span class="kpi-name">{escape(kpi.title)}</span>',
        f'<strong class="{"kpi-none" if kpi.why else "kpi-value"}">{escape(kpi.text)}</strong>',
    ]
    if kpi.detail:
        lines.append(f'<span class="kpi-beside">{escape(kpi.detail)}</span>')
    if kpi.beside:
        lines.append(_line(beside, kpi.beside))
    if kpi.similar is not None:
        lines.append(_line(kpi.similar.title, kpi.similar.text))
    if kpi.fifth is not None:
        strip = "".join(f"<i{' class=on' * (n == kpi.fifth)}></i>" for n in range(5))
        lines.append(
            f'<span class="kpi-place"><span aria-hidden="true">{strip}</span>'
            f"{escape(_place(lang, kpi, areas))}</span>"
        )
    told = [kpi.why, kpi.definition, kpi.told, kpi.similar.told if kpi.similar else "", kpi.source]
    about = "".join(map(markup.paragraph, filter(None, told)))
    named = escape(words.translate(lang, "What {figure} means", figure=kpi.title))
    title = escape(words.translate(lang, "Meaning"))
    fold = f'<details><summary aria-label="{named}">{title}</summary>{about}</details>'
    return f"<li><div>{''.join(lines)}</div>{fold}</li>"


def _place(lang: str, kpi: Kpi, areas: str) -> str:
    count = numbers.number(lang, kpi.compared)
    return words.translate(
        lang, "{place} of {count} {areas}", place=kpi.place, count=count, areas=areas
    )


def _line(name: str, value: str) -> str:
    return f'<span class="kpi-beside">{escape(name)} <b>{escape(value)}</b></span>'
