"""Who is to be named for places and initiatives: on the map, and in files."""

from functools import lru_cache
from html import escape

from wijkeconomie.view import query, words


def sources(lang: str) -> tuple[tuple[str, str], ...]:
    """Title with holder and licence, and address (or nothing), of every source of places and
    initiatives in the release."""
    return _sources(query.release().release_id, lang)


@lru_cache(maxsize=16)
def _sources(release_id: str, lang: str) -> tuple[tuple[str, str], ...]:
    del release_id
    rows = query.run("place_sources").fillna({"url": ""}).to_dict("records")
    return tuple((_told(lang, row), row["url"]) for row in rows)


def _told(lang: str, row: dict) -> str:
    parts = (words.translate(lang, row[part]) for part in ("title", "holder", "licence"))
    return ", ".join(dict.fromkeys(parts))


def lines(lang: str) -> list[str]:
    """Sources as HTML, a link where there is an address."""
    return [
        f'<a href="{escape(url)}" target="_blank" rel="noopener">{escape(told)}</a>'
        if url.startswith("https://")
        else escape(told)
        for told, url in sources(lang)
    ]
