"""Names of columns, made comparable."""

import re
import unicodedata


def plain(column: str) -> str:
    """A column name without case, accents, spaces and marks: ``SBI-Code`` is ``sbi_code``."""
    bare = unicodedata.normalize("NFKD", column.strip().lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")
