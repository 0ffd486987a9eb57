"""Letters as people mean them."""

import unicodedata


def plain(text: str) -> str:
    """Text in small letters without accents, as words are looked for."""
    apart = unicodedata.normalize("NFKD", text.lower().replace("ĳ", "ij"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
