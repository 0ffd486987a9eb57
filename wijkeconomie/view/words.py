"""Every word a visitor reads, in Dutch or English, from ``locales/``."""

import io
import os
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from wijkeconomie import settings, shipped
from wijkeconomie.view import numbers


@dataclass(frozen=True)
class Said:
    """A part of a sentence that is a message itself, said in whatever language the sentence is.
    Among its ``details`` numbers with a fraction are shares."""

    message: str
    details: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON."""
        known = self.details.items()
        details = {k: v.as_dict() if isinstance(v, Said) else v for k, v in known}
        return {"message": self.message, "details": details}


LANGUAGES = ("nl", "en")
DEFAULT = "nl"


def translate(lang: str, message: str, **details: object) -> str:
    """The message in a language, with ``{names}`` filled from ``details``.

    A detail that is itself a message, such as a reason or ``Said``, is translated too; of a list
    each part. Of one it takes the singular of ``data/singulars.csv``.
    """
    one, counted_by = _singulars().get(message, ("", ""))
    if one and str(details.get(counted_by)) == "1":
        message = one
    text = _said(lang, message) if message else ""
    return text.format(**{k: _detail(lang, v) for k, v in details.items()}) if details else text


def counted(lang: str, one: str, several: str, count: float) -> str:
    """How many there are: ``one`` of 1, else ``several`` with its {count}."""
    told = numbers.number(lang, count)
    return translate(lang, one) if count == 1 else translate(lang, several, count=told)


def mark(message: str) -> str:
    """Marks a message for translation where it stands; translated where it is shown."""
    return message


def language(wanted: str | None) -> str:
    """The language asked for when we speak it, else Dutch."""
    return wanted if wanted in LANGUAGES else DEFAULT


def terminal_language() -> str:
    """The language of the terminal: Dutch when its locale is, else English."""
    settings_by_weight = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, settings_by_weight), "")
    return "nl" if locale.startswith("nl") else "en"


def label(lang: str, dimension: str, code: str) -> str:
    """Name of a code, such as ``label("nl", "size_class", "2-9")``; the code when unknown."""
    return translate(lang, _names().get((dimension, code), code))


def named(dimension: str, code: str) -> Said:
    """Name of a code as a part of a sentence."""
    return Said(_names().get((dimension, code), code))


def note(lang: str, dimension: str, code: str) -> str:
    """Explanation of a code, empty when it needs none."""
    told = _notes().get((dimension, code), "")
    return translate(lang, told) if told else ""


@cache
def codes(dimension: str) -> tuple[str, ...]:
    """Codes of a dimension in their order, such as the premises."""
    return tuple(code for known, code in _names() if known == dimension)


@cache
def section_codes() -> frozenset[str]:
    """Sector codes that are SBI sections within a group, finer than the twelve groups."""
    return frozenset(r["sector_code"] for r in shipped.rows("sectors") if r["parent_code"] != "*")


def plain(text: str) -> str:
    """Text as it stands, where Markdown would read marks as layout or addresses as links."""
    text = re.sub(r"(?i)(www)(?=\.)|(?<=:)(?=//)|(?<=\w)(?=@)", "\\1\N{WORD JOINER}", text)
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~$:&-])", r"\\\1", text)


def _detail(lang: str, value: object) -> object:
    if isinstance(value, list):
        return ", ".join(str(_detail(lang, part)) for part in value)
    if isinstance(value, Said):
        known = value.details.items()
        shares = {k: numbers.percent(lang, v) for k, v in known if isinstance(v, float)}
        return translate(lang, value.message, **value.details | shares)
    message = getattr(value, "message", None)
    if message is None:
        return value
    return translate(lang, message, value=getattr(value, "value", ""))


def _said(lang: str, message: str) -> str:
    """The message in a language; one of a release made before it was worded anew too."""
    text = _catalog(lang).gettext(message)
    return _earlier().get(message, text) if text == message and lang == "nl" else text


@cache
def _earlier() -> dict[str, str]:
    return {row["english"]: row["dutch"] for row in shipped.rows("earlier_texts")}


@cache
def _catalog(lang: str) -> Translations:
    path = settings.LOCALES / lang / "LC_MESSAGES" / "wijkeconomie.po"
    with path.open("rb") as stream:
        catalog = read_po(stream, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


@cache
def _singulars() -> dict[str, tuple[str, str]]:
    """Messages of one, with the name of what is counted, by those of several."""
    pairs = [(row["several"], row["one"]) for row in shipped.rows("singulars")]
    return {several: (one, (names_in(several) - names_in(one)).pop()) for several, one in pairs}


def names_in(message: str) -> set[str]:
    """Names of the details of a message."""
    return set(re.findall(r"{(\w+)}", message))


@cache
def _names() -> dict[tuple[str, str], str]:
    names = {(row["dimension"], row["code"]): row["name"] for row in shipped.rows("categories")}
    names |= {("factor", row["factor"]): row["title"] for row in shipped.rows("factors")}
    names |= {("factor_unit", row["unit"]): row["title"] for row in shipped.rows("factor_units")}
    return names | {("sector", row["sector_code"]): row["name"] for row in shipped.rows("sectors")}


@cache
def _notes() -> dict[tuple[str, str], str]:
    return {(row["dimension"], row["code"]): row["note"] for row in shipped.rows("categories")}
