"""In the profile of an area: the checklist of what hinders and stimulates small businesses."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from wijkeconomie.view import atlas, factors, markup, ui, words
from wijkeconomie.view.factor_readings import Asked, Reading
from wijkeconomie.view.factors import Factor
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.ui import _


def html(area: str, year: int) -> str:
    """What is measured, what is not and what that takes, and what each factor means, as HTML."""
    told = _told(ui.release_id(), ui.lang(), area, year)
    title = markup.heading(_("What helps and what hinders"), anchor="factors")
    meanings = markup.fold(_("What each factor means"), _meanings(ui.release_id(), ui.lang()))
    return f"{title}{markup.paragraph(told.lead)}{told.measured}{told.missing}{meanings}"


@dataclass(frozen=True)
class Told:
    """A sentence, and tables as HTML: of what is measured and of what is not."""

    lead: str
    measured: str
    missing: str


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _told(release_id: str, lang: str, area: str, year: int) -> Told:
    del release_id
    asked = Asked(lang, area, year)
    found = factors.checklist(asked)
    measured = [factor for factor in found if factor.readings]
    missing = [factor for factor in found if not factor.readings]
    return Told(
        lead=factors.told(lang, found),
        measured=_measured(measured, asked) if measured else "",
        missing=_missing(lang, missing) if missing else "",
    )


@st.cache_resource(show_spinner=False, max_entries=8)
def _meanings(release_id: str, lang: str) -> str:
    del release_id
    return markup.table(factors.definitions(lang))


def _measured(found: list[Factor], asked: Asked) -> str:
    names = [words.translate(asked.lang, "Measure"), words.translate(asked.lang, "Here")]
    names += [] if asked.area == asked.whole else [atlas.name(asked.whole)]
    names += [words.translate(asked.lang, "Date and source")]
    bodies = "".join(_body(factor, names, asked) for factor in found)
    caption = words.translate(asked.lang, "Measured")
    return _table(caption, [words.translate(asked.lang, "Factor"), *names], bodies)


def _body(factor: Factor, names: list[str], asked: Asked) -> str:
    """The readings of a factor, under one heading."""
    rows = [_cells(reading, names, asked) for reading in factor.readings]
    head = (
        f'<th scope="rowgroup" rowspan="{len(rows)}">{escape(factor.title)}'
        f"<small>{escape(factor.question)}</small></th>"
    )
    first, *rest = rows
    return f"<tbody><tr>{head}{first}</tr>" + "".join(f"<tr>{r}</tr>" for r in rest) + "</tbody>"


def _cells(reading: Reading, names: list[str], asked: Asked) -> str:
    texts = [reading.title, reading.value]
    texts += [] if asked.area == asked.whole else [reading.beside]
    texts += [f"{reading.measured} · {reading.source}"]
    return "".join(
        f'<td data-title="{escape(name)}">{_bold(text) if i == 1 else escape(text)}</td>'
        for i, (name, text) in enumerate(zip(names, texts, strict=True))
    )


def _bold(text: str) -> str:
    return f"<strong>{escape(text)}</strong>"


def _missing(lang: str, found: list[Factor]) -> str:
    needed = words.translate(lang, "What is needed to measure it")
    bodies = "".join(
        f'<tbody><tr><th scope="row">{escape(factor.title)}'
        f"<small>{escape(factor.question)}</small></th>"
        f'<td data-title="{escape(needed)}">{escape(factor.needed)}'
        f"{_small(factor.beside)}</td></tr></tbody>"
        for factor in found
    )
    caption = words.translate(lang, "Not measured")
    return _table(caption, [words.translate(lang, "Factor"), needed], bodies)


def _small(text: str) -> str:
    return f"<small>{escape(text)}</small>" if text else ""


def _table(caption: str, names: list[str], bodies: str) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    return (
        f'<table class="facts factors"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>{bodies}</table>"
    )
