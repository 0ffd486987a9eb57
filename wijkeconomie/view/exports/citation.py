"""How figures are cited: in text, as BibTeX and as CITATION.cff, with the licence of sources."""

import re
from contextvars import ContextVar
from urllib.parse import urlencode

import pandas as pd
import yaml

from wijkeconomie import settings
from wijkeconomie.view import editions, numbers, query, words
from wijkeconomie.view.exports import columns, provenance, selection
from wijkeconomie.view.exports.selection import Selection

NAME = "Wijkeconomie"
FEW = 3
# Where this site was asked for what is made now, by who asked.
ASKED_AT: ContextVar[str] = ContextVar("asked_at", default="")
CFF = "1.2.0"
BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: "\\" + mark for mark in "&%$#_"},
}


def title(lang: str) -> str:
    """What the release is called."""
    told = words.translate(lang, "Neighbourhood economy of {place}", place=_place(lang))
    return f"{told}, {words.translate(lang, 'sample data (synthetic)')}" if _is_sample() else told


def publisher(lang: str) -> str:
    """Who publishes the release: the municipality; of a sample this software, as no municipality
    stands behind its figures."""
    if _is_sample():
        return NAME
    if len(query.release().municipality_codes) > 1:
        return words.translate(lang, "Municipalities: {names}", names=_place(lang))
    return words.translate(lang, "Municipality of {name}", name=_place(lang))


def text(lang: str, asked: Selection | None = None, site: str | None = None) -> str:
    """A reference in one line, to the release or to rows of it, with the address that returns
    them where the site is known."""
    release, address = query.release(), link(lang, asked, site)
    told = words.translate(
        lang,
        "{publisher} ({year}). {title} [dataset]. Release {release} of {day}, reference date "
        "{date}.",
        publisher=publisher(lang),
        year=release.made_at.year,
        title=_about(lang, asked),
        release=release.release_id,
        day=numbers.day(lang, release.made_at.date()),
        date=numbers.day(lang, _last_date()),
    )
    warning = f"{words.translate(lang, editions.INTERNAL)}." if query.is_internal() else ""
    return " ".join(filter(None, [told, warning, address]))


def bibtex(lang: str, asked: Selection | None = None, site: str | None = None) -> str:
    """The same as an entry for BibTeX and BibLaTeX, in UTF-8."""
    release = query.release()
    key = "-".join(["wijkeconomie", release.release_id, *([asked.table] if asked else [])])
    fields = {
        "author": f"{{{_escaped(publisher(lang))}}}",
        "title": f"{{{_escaped(_about(lang, asked))}}}",
        "year": str(release.made_at.year),
        "date": release.made_at.date().isoformat(),
        "version": release.release_id,
        "publisher": f"{{{_escaped(publisher(lang))}}}",
        "type": "dataset",
        "note": _escaped(_notes(lang)),
        "url": link(lang, asked, site),
        "langid": {"nl": "dutch", "en": "english"}[lang],
    }
    told = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *told, "}", ""])


def cff(lang: str, asked: Selection | None = None, site: str | None = None) -> str:
    """The same as CITATION.cff (Citation File Format 1.2.0), with its sources as references."""
    release, of_figures = query.release(), provenance.licence(lang)
    told = {
        "cff-version": CFF,
        "type": "dataset",
        "message": words.translate(lang, "Cite these figures with their release, as follows."),
        "title": _about(lang, asked),
        "authors": [{"name": publisher(lang)}],
        "version": release.release_id,
        "date-released": release.made_at.date().isoformat(),
        "url": link(lang, asked, site),
        "license": of_figures.spdx,
        "abstract": _notes(lang),
        "references": [
            _reference(source)
            for source in provenance.sources(lang, asked.table if asked else None)
        ],
    }
    kept = {key: value for key, value in told.items() if value}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100)


def link(lang: str, asked: Selection | None = None, site: str | None = None) -> str:
    """The address of the figures on this site: of rows the file, of this release as long as it is
    kept; empty where the site is not known."""
    base = (site or settings.site_url() or ASKED_AT.get()).rstrip("/")
    if not base:
        return ""
    if asked is None:
        return f"{base}/downloads?{urlencode({'lang': lang} | selection.own_release())}"
    return base + selection.lasting(asked, "csv")


def address(asked: Selection, ending: str) -> str:
    """Where the reference to a selection is to be had, on this server."""
    told = {name: ",".join(values) for name, values in asked.given.items() if name != "dialect"}
    return f"/api/v1/citation.{ending}?{urlencode({'table': asked.table, **told})}"


def _notes(lang: str) -> str:
    internal = words.translate(lang, editions.INTERNAL) if query.is_internal() else ""
    rights = provenance.rights(lang).rstrip(".")
    protection = words.translate(lang, query.release().protection)
    date = numbers.day(lang, _last_date())
    latest = f"{words.translate(lang, 'Latest reference date')}: {date}"
    return ". ".join(filter(None, [internal, latest, rights, protection.rstrip(".")])) + "."


def _reference(source: provenance.Source) -> dict[str, object]:
    told = {
        "type": "data",
        "title": source.title,
        "authors": [{"name": source.holder}],
        "license": source.spdx,
        "url": source.url,
        "notes": ". ".join(filter(None, [source.licence, source.period, source.used_for])),
    }
    return {key: value for key, value in told.items() if value}


def _place(lang: str) -> str:
    """Names of the municipalities, or how many there are."""
    named = query.run("areas", level="municipality")["name"].tolist()
    if len(named) > FEW:
        return words.translate(
            lang, "{count} municipalities", count=numbers.number(lang, len(named))
        )
    return ", ".join(named)


def _about(lang: str, asked: Selection | None) -> str:
    """What is cited: the release, or a table of it."""
    if asked is None:
        return title(lang)
    return f"{title(lang)}: {words.translate(lang, columns.table(asked.table).title)}"


def _last_date() -> pd.Timestamp:
    return pd.Timestamp(query.release().reference_dates[-1])


def _is_sample() -> bool:
    return query.release().is_sample


def _escaped(told: str) -> str:
    return re.sub(r"[\\{}~^&%$#_]", lambda mark: BIBTEX[mark[0]], told)
