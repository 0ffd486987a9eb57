"""A mapping file in TOML: which column holds which field, and what codes mean."""

import codecs
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NoReturn

from wijkeconomie import headings
from wijkeconomie.errors import Refused
from wijkeconomie.files.csv_files import Written

MOST_BYTES = 1 << 20


def content(file: Path, such: str) -> dict[str, Any]:
    """What stands in a file. Raises Refused when it is no TOML, and asks for lines ``such`` as."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ValueError(file)
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise Refused(
            "File {file} does not exist: check its name and folder.", file=file
        ) from error
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "TOML"
        raise Refused(
            "Mapping {file} is no TOML ({why}): write lines such as {line} under [columns].",
            file=file,
            why=why,
            line=such,
        ) from error


def texts(content: object, known: list[str] | None, where: str, file: Path) -> dict[str, str]:
    """Lines under [where], whose names are among those ``known``. Raises Refused for others."""
    if not isinstance(content, dict) or not content:
        raise Refused(
            "Mapping {file} has no lines under [{where}]: add them.", file=file, where=where
        )
    if known is not None:
        refuse_unknown(content, known, file)
    wrong = next((v for v in content.values() if not isinstance(v, str) or not v.strip()), None)
    if wrong is not None:
        raise Refused(
            "Mapping {file}: '{value}' under [{where}] is no text: put it in quotes.",
            file=file,
            value=wrong,
            where=where,
        )
    return {str(key): value.strip() for key, value in content.items()}


def written(content: Mapping[str, Any], file: Path) -> Written:
    """How the CSV is written, as far as a mapping tells: separator and encoding."""
    separator = content.get("separator")
    return Written("\t" if separator == "\\t" else separator, _encoding(content, file))


def need(found: Mapping[str, str], names: Collection[str], path: Path) -> None:
    """Raises Refused when a mapping names a column that is not there, or names one twice."""
    named = list(found.values())
    missing = next((name for name in named if name not in names), None)
    if missing is not None:
        raise Refused(
            "File {file} has no column {column}, which the mapping names; it has {columns}. Mend "
            "the mapping.",
            file=path,
            column=missing,
            columns=headings.shown(names, path, missing, known=named),
        )
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice is not None:
        raise Refused(
            "The mapping of file {file} gives column {column} to two fields: leave one of them "
            "out.",
            file=path,
            column=twice,
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
        refuse(name, ["utf-8", "cp1252", "utf-16"], file)
    return name


def refuse_unknown(names: Collection[str], known: Collection[str], file: Path) -> None:
    """Raises Refused for the first of the names that is not known."""
    wrong = next((name for name in names if name not in known), None)
    if wrong is not None:
        refuse(wrong, known, file)


def refuse(wrong: object, known: Collection[str], file: Path) -> NoReturn:
    """Raises Refused for what is not among what is known."""
    raise Refused(
        "Mapping {file}: '{value}' is not known here: use one of {known}.",
        file=file,
        value=wrong,
        known=", ".join(known),
    )
