"""Where figures come from: the sources of the release, and under which licence each is."""

from dataclasses import dataclass
from functools import lru_cache

from wijkeconomie import shipped
from wijkeconomie.view import query, words

# What the short names of licences in data/sources.csv stand for.
LICENCES = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "ODbL 1.0": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "EUPL-1.2": ("EUPL-1.2", "https://joinup.ec.europa.eu/licence/eupl-12"),
}
# What is told of sources that state no licence.
WITHOUT = ("Public page", "Quoted with source", "In our own words")
PUBLISHED = {True: "sample_register", False: "register"}


@dataclass(frozen=True)
class Source:
    """A source of the release, in words: title, who holds it, its licence as it is told, as SPDX
    calls it and where it stands (both empty where there is none), period, address, what it was
    used for, and whether figures come from it, where others are only quoted."""

    source_id: str
    title: str
    holder: str
    licence: str
    spdx: str
    licence_url: str
    period: str
    url: str
    used_for: str
    is_data: bool


def licence(lang: str) -> Source:
    """The source with the licence of the figures themselves."""
    wanted = PUBLISHED[query.release().is_sample]
    return next(source for source in sources(lang) if source.source_id == wanted)


def sources(lang: str, table: str | None = None) -> list[Source]:
    """Every source that the release is made from or quotes, or a table of it."""
    rows = _rows(query.release().release_id)
    return [_source(lang, row) for row in rows if table in (None, *_tables(row["source_id"]))]


def _tables(source_id: str) -> list[str]:
    """Tables with something of a source (``data/source_tables.csv``)."""
    found = (
        row["tables"] for row in shipped.rows("source_tables") if row["source_id"] == source_id
    )
    return next(found, "").split()


def rights(lang: str) -> str:
    """Under which licence the published figures come, and that sources keep theirs."""
    return words.translate(
        lang,
        "Licence of these figures: {licence}. Each source keeps its own licence, which stands "
        "beside it.",
        licence=licence(lang).licence,
    )


def _source(lang: str, row: dict[str, str]) -> Source:
    spdx, address = LICENCES.get(row["licence"], ("", ""))
    named = ("title", "holder", "licence", "period", "used_for")
    told = {name: words.translate(lang, row[name]) for name in named}
    if row["licence"] in WITHOUT:
        told["licence"] = words.translate(
            lang, "not stated ({told})", told=told["licence"][:1].lower() + told["licence"][1:]
        )
    return Source(
        source_id=row["source_id"],
        spdx=spdx,
        licence_url=address,
        url=row["url"],
        is_data=row["scope"] != "always",
        **told,
    )


@lru_cache(maxsize=8)
def _rows(release_id: str) -> list[dict[str, str]]:
    del release_id
    rows = query.run("sources").fillna("").to_dict("records")
    return [{str(k): str(v) for k, v in row.items()} for row in rows]
