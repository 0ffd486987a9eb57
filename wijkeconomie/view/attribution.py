"""Who is to be named for places and initiatives: on the map, and in files."""

from functools import lru_cache
from html import escape

from wijkeconomie.view import query, words

WHOLE = ("title", "holder", "licence")
NAMED = ("title", "holder")


def sources(lang: str) -> tuple[tuple[str, str], ...]:
    """Title with holder and licence, and address (or nothing), of every source of places and
    initiatives in the release."""
    return _sources(query.release().release_id, lang, WHOLE)


def named(lang: str) -> tuple[tuple[str, str], ...]:
    """The same in few words, for a page."""
    return _sources(query.release().release_id, lang, NAMED)


@lru_cache(maxsize=16)
def _sources(release_id: str, lang: str, parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    del release_id
    rows = query.run("place_sources").fillna({"url": ""}).to_dict("records")
    return tuple((_told(lang, row, parts), row["url"]) for row in rows)


def _told(lang: str, row: dict, parts: tuple[str, ...]) -> str:
    """Parts of a source; of one without an address in few words its title, which says whose."""
    chosen = parts if row["url"] or parts == WHOLE else ("title",)
    told = (words.translate(lang, row[part]) for part in chosen)
    return ", ".join(dict.fromkeys(told))


def lines(lang: str) -> list[str]:
    """Sources as HTML, a link where there is an address."""
    return [
        f'<a href="{escape(url)}" target="_blank" rel="noopener">{escape(told)}</a>'
        if url.startswith("https://")
        else escape(told)
        for told, url in named(lang)
    ]
