"""A mapping of a register: which column holds which field, in TOML."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from wijkeconomie.files import mapped
from wijkeconomie.files.csv_files import Written
from wijkeconomie.register import layouts

MEANINGS = {
    "shielded": {"yes": "ja", "ja": "ja", "no": "nee", "nee": "nee"},
    "use": {
        "home": "woonfunctie",
        "business": "overige gebruiksfunctie",
        "unknown": "",
        "woonfunctie": "woonfunctie",
    },
}
SETTINGS = {
    "separator": (";", ",", "\t", "|"),
    "decimal": (",", "."),
    "sbi_version": ("2008", "2025"),
}
SIZE_CLASS = re.compile(r"[0-9]{1,5}(-[0-9]{1,5}|\+)?")


@dataclass(frozen=True)
class Columns:
    """Which column holds which field, and how what stands in them is written.

    ``meanings`` gives per field what a code of the holder means; ``name`` is the remembered file.
    """

    found: dict[str, str]
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    decimal: str | None = None
    sbi_version: str | None = None
    written: Written = field(default_factory=Written)
    name: str | None = None


def read(file: Path) -> Columns:
    """A mapping from TOML. Raises Refused when it is no TOML, or holds what has no meaning."""
    content = mapped.content(file, 'sbi_code = "SBI"')
    mapped.refuse_unknown(content, ["columns", "values", "encoding", *SETTINGS], file)
    for name, known in SETTINGS.items():
        mapped.refuse_unknown([str(content[name])] if name in content else [], known, file)
    return Columns(
        mapped.texts(content.get("columns"), layouts.every_field(), "columns", file),
        _values(content.get("values", {}), file),
        content.get("decimal"),
        str(content["sbi_version"]) if "sbi_version" in content else None,
        mapped.written(content, file),
    )


def _values(content: object, file: Path) -> dict[str, dict[str, str]]:
    """Own codes per field, as text that the register understands."""
    if not isinstance(content, dict):
        mapped.refuse("values", ["[values.shielded]"], file)
    mapped.refuse_unknown(content, [*MEANINGS, "size_class"], file)
    meant = {}
    for name, codes in content.items():
        texts = mapped.texts(codes, None, f"values.{name}", file)
        known = MEANINGS.get(name, {})
        for text in texts.values():
            if text not in known and not (name == "size_class" and SIZE_CLASS.fullmatch(text)):
                mapped.refuse(text, list(known) or ["2-9", "100+"], file)
        meant[name] = {code: known.get(text, text) for code, text in texts.items()}
    return meant
