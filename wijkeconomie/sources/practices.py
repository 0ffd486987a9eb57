"""Practices: those of the source documents, and those that a municipality added itself."""

import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.settings import SHIPPED
from wijkeconomie.sources import keeping

COLUMNS = [
    "practice_id",
    "position",
    "themes",
    "title_nl",
    "title_en",
    "place",
    "area_codes",
    "period",
    "summary_nl",
    "summary_en",
    "text_nl",
    "text_en",
    "url",
    "source_id",
]
OWN = {
    "name": "title_nl",
    "area_code": "area_codes",
    "summary": "summary_nl",
    "text": "text_nl",
}


def load() -> pd.DataFrame:
    """One row per practice: COLUMNS as text, empty where nothing is told (themes and codes of areas
    with spaces between, texts in Markdown), and whether it is the municipality's own."""
    parts = [_shipped().assign(own=False), _own().assign(own=True)]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _shipped() -> pd.DataFrame:
    known = shipped.table("practices")
    texts = {
        f"text_{lang}": [_text(p, lang) for p in known["practice_id"]] for lang in ("nl", "en")
    }
    return known.assign(**texts).reindex(columns=COLUMNS).astype("string").fillna("")


def _text(practice_id: str, lang: str) -> str:
    return (SHIPPED / "practices" / f"{practice_id}.{lang}.md").read_text(encoding="utf-8")


def _own() -> pd.DataFrame:
    known = keeping.stored("practices")
    if known is None:
        return pd.DataFrame(columns=COLUMNS)
    rows = pd.DataFrame(known.drop(columns="geometry")).rename(columns=OWN)
    told = rows.assign(source_id="own_practices", position=range(1, len(rows) + 1))
    return told.reindex(columns=COLUMNS).astype("string").fillna("")
