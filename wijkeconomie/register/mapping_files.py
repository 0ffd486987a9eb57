"""A mapping file: which column holds which field, in TOML."""

import codecs
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from wijkeconomie.errors import Refused
from wijkeconomie.register import layouts
from wijkeconomie.register.csv_files import Written

MOST_BYTES = 1 << 20
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
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ValueError(file)
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise Refused(
            "File {file} does not exist: check its name and folder.", file=file
        ) from error
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "TOML"
        raise Refused(
            'Mapping {file} is no TOML ({why}): write lines such as sbi_code = "SBI" under '
            "[columns].",
            file=file,
            why=why,
        ) from error
    _refuse_unknown(content, ["columns", "values", "encoding", *SETTINGS], file)
    for name, known in SETTINGS.items():
        _refuse_unknown([str(content[name])] if name in content else [], known, file)
    separator = content.get("separator")
    return Columns(
        _texts(content.get("columns"), layouts.every_field(), "columns", file),
        _values(content.get("values", {}), file),
        content.get("decimal"),
        str(content["sbi_version"]) if "sbi_version" in content else None,
        Written("\t" if separator == "\\t" else separator, _encoding(content, file)),
    )


def _encoding(content: Mapping[str, Any], file: Path) -> str | None:
    name = content.get("encoding")
    if name is None:
        return None
    try:
        is_text = codecs.lookup(name)._is_text_encoding
    except (LookupError, TypeError, ValueError):
        is_text = False
    if not is_text:
        _refuse(name, ["utf-8", "cp1252", "utf-16"], file)
    return name


def _texts(content: object, known: list[str] | None, where: str, file: Path) -> dict[str, str]:
    if not isinstance(content, dict) or not content:
        raise Refused(
            "Mapping {file} has no lines under [{where}]: add them.", file=file, where=where
        )
    if known is not None:
        _refuse_unknown(content, known, file)
    wrong = next((v for v in content.values() if not isinstance(v, str) or not v.strip()), None)
    if wrong is not None:
        raise Refused(
            "Mapping {file}: '{value}' under [{where}] is no text: put it in quotes.",
            file=file,
            value=wrong,
            where=where,
        )
    return {str(key): value.strip() for key, value in content.items()}


def _values(content: object, file: Path) -> dict[str, dict[str, str]]:
    """Own codes per field, as text that the register understands."""
    if not isinstance(content, dict):
        _refuse("values", ["[values.shielded]"], file)
    _refuse_unknown(content, [*MEANINGS, "size_class"], file)
    meant = {}
    for name, codes in content.items():
        texts = _texts(codes, None, f"values.{name}", file)
        known = MEANINGS.get(name, {})
        for text in texts.values():
            if text not in known and not (name == "size_class" and SIZE_CLASS.fullmatch(text)):
                _refuse(text, list(known) or ["2-9", "100+"], file)
        meant[name] = {code: known.get(text, text) for code, text in texts.items()}
    return meant


def _refuse_unknown(names: Collection[str], known: Collection[str], file: Path) -> None:
    wrong = next((name for name in names if name not in known), None)
    if wrong is not None:
        _refuse(wrong, known, file)


def _refuse(wrong: object, known: Collection[str], file: Path) -> NoReturn:
    raise Refused(
        "Mapping {file}: '{value}' is not known here: use one of {known}.",
        file=file,
        value=wrong,
        known=", ".join(known),
    )
