"""Values of a column that may be shown: nothing that tells a person or an address."""

import random
import re
from collections.abc import Collection

from wijkeconomie.files.names import plain

EXAMPLES, LONGEST = 5, 40
PERSONAL = re.compile(
    r"naam|name|adres|straat|address|street|tel(?:\b|ef|_|nr)|phone|mobiel|gsm|fax|mail|contact|"
    r"persoon$|eigenaar|bestuur|vennoot|directeur|website|url|www|rsin|bsn|iban|geboorte|postbus|"
    r"omschrijving|opmerking|woonplaats"
)
COUNTED = re.compile(r"werkzame|banen|aantal")
PERSON = re.compile(
    r"@|https?://|www\.|\+31|\b0[0-9]{1,3}[- ]?[0-9]{6,8}\b|\b[0-9]{4} ?[A-Za-z]{2}\b"
    r"|\bNL[0-9]{2}[A-Z]{4}|[A-Za-z]{3,} +[0-9]+ ?[A-Za-z]?$|\b[A-Z]\.[A-Z. ]*[A-Za-z]{2,}"
)


def shown(name: str, values: Collection[str], *, is_private: bool) -> list[str]:
    """Values of a column that may be shown; ``is_private``: it would tell one establishment."""
    said = plain(name)
    is_personal = PERSONAL.search(said) and not COUNTED.search(said)
    if is_personal or is_private or any(map(PERSON.search, values)):
        return []
    return [value for value in values if value.strip()]


def drawn(name: str, values: list[str]) -> list[str]:
    """Up to five values, drawn in an order of their own."""
    short = [value[:LONGEST] for value in values]
    found = random.Random(plain(name)).sample(short, min(EXAMPLES, len(short)))  # noqa: S311
    return sorted(found)


def codes(values: Collection[str], most: int, longest: int) -> list[str]:
    """All values of a column that holds a few short ones."""
    found = sorted({value.strip() for value in values})
    is_few = len(found) <= most and all(len(code) <= longest for code in found)
    return found if is_few else []
