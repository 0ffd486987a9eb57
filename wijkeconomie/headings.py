"""Names of columns that a refusal may show: without them the first row of a register is data."""

import re
from collections.abc import Collection
from functools import cache

from wijkeconomie import shipped
from wijkeconomie.errors import Refused

MOST = 40
TABLES = (
    "layouts",
    "address_columns",
    "area_columns",
    "figure_columns",
    "location_columns",
    "place_columns",
)
EMPTY = re.compile(r"column \d+|unnamed: \d+", re.IGNORECASE)
DATA = re.compile(r"[\W\d_]*|.*(\d{5}|\b\d{4} ?[a-z]{2}\b|@).*", re.IGNORECASE | re.DOTALL)


def shown(names: Collection[object], file: object, such: str, known: Collection[str] = ()) -> str:
    """The names with commas between, the first MOST of them.

    ``known`` are names the file may have beside those of the shipped tables; a map, which has no
    first row, gives all of its own. Raises Refused, which shows none, when one looks like a number,
    postcode or e-mail address, or none is known: it asks for names ``such`` as these.
    """
    texts = [str(name) for name in names]
    is_known = bool({_plain(text) for text in texts} & (_known() | set(map(_plain, known))))
    if texts and (not is_known or any(_is_data(text) for text in texts)):
        raise Refused(
            "The first row of file {file} does not look like column names: put the names of the "
            "columns there, such as {known}.",
            file=file,
            known=such,
        )
    return ", ".join(texts[:MOST]) + (" …" if len(texts) > MOST else "")


def unused(names: Collection[object]) -> list[str]:
    """Those names that may be told: none that is empty, or looks like data."""
    return [text for text in map(str, names) if not (_is_data(text) or EMPTY.fullmatch(text))][
        :MOST
    ]


def _is_data(text: str) -> bool:
    return bool(DATA.fullmatch(text)) and not EMPTY.fullmatch(text) and _plain(text) not in _known()


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


@cache
def _known() -> frozenset[str]:
    rows = (row for name in TABLES for row in shipped.rows(name))
    texts = (row.get("spellings", row.get("spelling", "")) for row in rows)
    return frozenset(_plain(name) for text in texts for name in text.split())
