"""Location types by the words that files of others have for them."""

import pandas as pd

from wijkeconomie import shipped


def plain(values: pd.Series) -> pd.Series:
    """Words in small letters without space around them; missing where there are none."""
    words = values.astype("string").str.strip().str.lower()
    return words.where(words != "")


def known() -> list[str]:
    """All words there are for a type."""
    return shipped.table("location_types")["spelling"].tolist()


def unknown(words: pd.Series) -> pd.Series:
    """Those plain words that are no location type; what is missing is none of them."""
    return words[words.notna() & ~words.isin(known())]


def typed(words: pd.Series) -> pd.Series:
    """The location type by its code of each plain word; missing where it is not known."""
    types = shipped.table("location_types").set_index("spelling")["location_type"]
    return words.map(types).astype("string")
