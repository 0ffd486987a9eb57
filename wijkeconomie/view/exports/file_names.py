"""What files are called, so that who has several knows which is which: what it holds, where,
when, and of which release."""

import json
import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

import pandas as pd

from wijkeconomie.view import atlas, query, words
from wijkeconomie.view.exports.conflicts import LEVELS
from wijkeconomie.view.exports.selection import Selection
from wijkeconomie.view.opening import SUFFIX

LONGEST, NAME, FEW = 80, 24, 2
DIALECTS = {"nl": "excel-nl", "stat": "stat"}
PLACED = ("area", "within", "level", "year")
ORDERED = ("columns", "sort")
OUTPUT = ("lang", "dialect", "release")


def of_rows(asked: Selection, ending: str) -> str:
    """Name of the file with a selection. Where it asks more than a name can tell, four letters
    stand for that: the same for the same rows, so that other rows have another name."""
    told = sorted((k, list(v)) for k, v in asked.given.items() if k not in OUTPUT)
    given = {name: values if name in ORDERED else sorted(values) for name, values in told}
    places, years = _places(given), _spelled(given.get("year", []))
    others = {name: values for name, values in given.items() if name not in PLACED}
    codes = [v[0] for name, v in others.items() if len(v) == 1 and v[0] in words.codes(name)]
    codes = [code for code in codes if code == _slug(code)]
    is_told = len(codes) == len(others) and _is_told(given)
    last = [*_lang(asked.lang), *_dialect(asked.dialect)]
    mark = sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:4]
    for some in ([*places, *years, *codes], [*places, *years], [*places[:1], *years], places[:1]):
        found = named([asked.table, *some, *([] if is_told else [mark])], ending, last)
        if len(found) <= LONGEST:
            break
        is_told = False
    return found


def of_area(what: str, area: str, year: int, ending: str, lang: str) -> str:
    """Name of a file about an area, or all when that is empty, in a year."""
    where = place(area) if area else []
    return named([what, *where, str(year)], ending, _lang(lang))


def of_table(
    titles: Sequence[str], table: pd.DataFrame, ending: str, lang: str, dialect: str = ""
) -> str:
    """Name of a file with a table that is worked out, after its titles. Where and when it is of,
    its columns ``area_code`` and ``year`` tell, where it has them."""
    codes, years = (sorted({*table.get(name, ())}) for name in ("area_code", "year"))
    if len(codes) > 1:
        levels = {LEVELS.get(code[:2], "") for code in codes}
        where = list(filter(None, levels)) if len(levels) == 1 else []
    else:
        where = [part for code in codes for part in place(code)]
    told = [*map(_slug, titles), *where, *_spelled(years)]
    return named(told, ending, [*_lang(lang), *_dialect(dialect)])


def named(parts: Sequence[str], ending: str, last: Sequence[str] = ()) -> str:
    """A name with the release in it, which says so when it holds exact figures."""
    edition = ["internal"] if query.is_internal() else []
    release = query.release().release_id.removesuffix(SUFFIX)
    return "-".join([*edition, *parts, release, *last]) + f".{ending}"


def _places(given: dict[str, list[str]]) -> list[str]:
    areas, levels = given.get("area", []), given.get("level", [])
    if len(areas) > FEW:
        found = [f"{len(areas)}-areas"]
    else:
        found = place(areas[0]) if len(areas) == 1 else areas
    return [*found, *levels, *(part for code in given.get("within", []) for part in place(code))]


def place(code: str) -> list[str]:
    """An area by its code and its name; a city part by its code, which holds its name."""
    name = _slug(atlas.name(code))
    return [code, *([name] if name and name.lower() not in code.lower() else [])]


def _is_told(given: dict[str, list[str]]) -> bool:
    """Whether areas and years can be read from a name: few areas, and years in a row."""
    known, asked = sorted(query.release().years), list(map(int, given.get("year", [])))
    row = [year for year in known if asked and asked[0] <= year <= asked[-1]]
    return len(given.get("area", [])) <= FEW and asked == row


def _spelled(years: Sequence[object]) -> list[str]:
    """The first and the last one."""
    return [str(year) for year in dict.fromkeys([*years[:1], *years[-1:]])]


def _lang(lang: str) -> list[str]:
    return [] if lang == words.DEFAULT else [lang]


def _dialect(dialect: str) -> list[str]:
    return [DIALECTS[dialect]] if dialect in DIALECTS else []


def _slug(text: str) -> str:
    """Letters and numbers of ASCII, and a hyphen for what stands between."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:NAME].strip("-")
