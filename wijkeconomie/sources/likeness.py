"""Whether two names are of one place."""

import re
import unicodedata
from difflib import SequenceMatcher

LEFT_OUT = {
    *("bv", "nv", "vof", "cv", "ltd", "inc", "gmbh", "stichting", "st", "vereniging", "cooperatie"),
    *(
        "de",
        "het",
        "een",
        "t",
        "the",
        "a",
        "an",
        "en",
        "and",
        "of",
        "in",
        "van",
        "te",
        "voor",
        "op",
    ),
}
GENERAL = {
    *("bibliotheek", "library", "cafe", "restaurant", "buurthuis", "wijkcentrum", "buurtcentrum"),
    *(
        "coworking",
        "broedplaats",
        "hub",
        "werkplek",
        "werkplekken",
        "atelier",
        "ateliers",
        "studio",
    ),
    *("bedrijfsverzamelgebouw", "bedrijvencentrum", "ondernemershuis", "makerspace", "fablab"),
    *("community", "centre", "center", "centrum", "cultureel", "theater", "space", "gebouw"),
}
ALIKE = 0.86


def words(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, marks, articles and legal forms."""
    whole = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in whole if not unicodedata.combining(c))
    bare = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", bare)
    found = re.findall(r"\w+", bare)
    return tuple(word for word in found if word not in LEFT_OUT) or tuple(found)


def are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, as ``words``, are likely of one place: the same words, one within the
    other with a word that is not general, or nearly the same letters and no other numbers."""
    if not one or not other:
        return False
    first, second = set(one), set(other)
    if first == second:
        return True
    if (first <= second or second <= first) and (first & second) - GENERAL:
        return True
    own = [" ".join(sorted(part - GENERAL)) for part in (first, second)]
    if not all(own) or any(word.isdigit() for word in first ^ second):
        return False
    match = SequenceMatcher(None, own[0], own[1])
    return match.quick_ratio() >= ALIKE and match.ratio() >= ALIKE
