"""Brings the catalogues up to date with the words in code and shipped tables: ``make words``."""

import io
import sys
from collections.abc import Container
from pathlib import Path

import pandas as pd
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from wijkeconomie import shipped  # noqa: E402
from wijkeconomie.files import spreadsheets  # noqa: E402
from wijkeconomie.register import validation  # noqa: E402
from wijkeconomie.release import build, changes  # noqa: E402
from wijkeconomie.sources.lists import reasons  # noqa: E402

FUNCTIONS = {
    "_": None,
    "mark": None,
    "translate": (2,),
    "Refused": None,
    "RefusedWhole": None,
    "ReleaseMissing": None,
    "ReleaseOutdated": None,
    "ReleaseGone": None,
    "WrongEdition": None,
    "UnknownName": None,
    "UnknownTable": None,
    "ServiceRefused": None,
    "NotSolved": None,
    "NoPoint": None,
    "say": None,
    "say_of_report": None,
}
NAMED = {
    "wijkeconomie/release/build.py": [*build.PROTECTIONS.values()],
    "wijkeconomie/release/changes.py": [*changes.WHY.values()],
    "wijkeconomie/files/spreadsheets.py": [*spreadsheets.TOLD.values()],
    "wijkeconomie/register/validation.py": [
        *validation.ERRORS.values(),
        *validation.WARNINGS.values(),
        *validation.PLACED_BY.values(),
        *validation.USE_FROM.values(),
        *validation.LEFT_OUT.values(),
    ],
    "wijkeconomie/sources/lists/reasons.py": [*reasons.ERRORS.values(), *reasons.WARNINGS.values()],
}
COLUMNS = {
    "categories": ["name", "note"],
    "columns": ["title", "definition", "unit"],
    "tables": ["title", "description"],
    "sectors": ["name"],
    "indicators": ["title", "headline", "unit", "definition"],
    "sources": ["title", "holder", "licence", "period", "used_for"],
    "claims": ["quote", "statement", "reading", "told", "untestable"],
    "factors": ["title", "question", "direction", "needed"],
    "factor_units": ["title"],
    "programmes": ["name"],
    "singulars": ["one"],
    "mkb_themes": ["name", "needed"],
}


def messages() -> dict[str, list[str]]:
    """Every message to translate, with where it is used."""
    found: dict[str, list[str]] = {}
    for path in [*PROJECT.glob("pages/*.py"), *PROJECT.glob("wijkeconomie/**/*.py")]:
        where = str(path.relative_to(PROJECT))
        for _line, message, _comments, _context in extract_from_file(
            "python", path, keywords=FUNCTIONS
        ):
            text = message if isinstance(message, str) else message[0]
            found.setdefault(text, []).append(where)
    for table, columns in COLUMNS.items():
        for row in shipped.rows(table):
            for column in columns:
                if row[column] and not row[column].isdigit():
                    found.setdefault(row[column], []).append(f"data/{table}.csv")
    for text, where in [*named(), *templates()]:
        found.setdefault(text, []).append(where)
    return found


def named() -> list[tuple[str, str]]:
    """Messages that are built, not written in a call, with where they are."""
    return [(text, where) for where, texts in NAMED.items() for text in texts]


def templates() -> list[tuple[str, str]]:
    """Messages in templates, with where they are."""
    return [
        (str(message), str(path.relative_to(PROJECT)))
        for path in PROJECT.glob("wijkeconomie/**/*.jinja")
        for _line, message, _comments, _context in extract_from_file("jinja2", path)
    ]


def keep_earlier(old: Catalog, used: Container[str], file: Path) -> None:
    """Keeps what tables in ``data/`` said until now, as releases that are kept say it still."""
    kept = pd.read_csv(file, dtype="string", keep_default_na=False)
    gone = [
        (message.id, message.string)
        for message in old
        if message.string
        and message.id not in used
        and message.id not in set(kept["english"])
        and any(place.startswith("data/") for place, _line in message.locations)
    ]
    rows = pd.concat([kept, pd.DataFrame(gone, columns=kept.columns)])
    rows.sort_values("english").to_csv(file, index=False, lineterminator="\n")


def update(language: str) -> None:
    """Writes the catalogue of a language: new messages added, unused ones dropped."""
    path = PROJECT / "locales" / language / "LC_MESSAGES" / "wijkeconomie.po"
    with path.open("rb") as stream:
        old = read_po(stream, locale=language)
    used = messages()
    if language == "nl":
        keep_earlier(old, used, PROJECT / "data" / "earlier_texts.csv")
    new = Catalog(locale=language, project="Wijkeconomie", fuzzy=False, creation_date=None)
    for text, places in sorted(used.items()):
        known = old.get(text)
        translated = known.string if known else ""
        new.add(text, translated, locations=[(p, 0) for p in sorted(set(places))])
    written = io.BytesIO()
    write_po(written, new, width=100, omit_header=False, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Last-Translator")
    path.write_text("".join(line for line in lines if not any(d in line for d in dated)))


if __name__ == "__main__":
    for each in ("nl", "en"):
        update(each)
