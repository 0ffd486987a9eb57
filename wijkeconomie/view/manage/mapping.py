"""Which column of a delivery holds which field: guessed, chosen, remembered beside the upload."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from wijkeconomie.view import words
from wijkeconomie.view.manage import kinds
from wijkeconomie.work.uploads import Upload

REPORTS = ("report.json", "report.csv", "report.xlsx")
LAYOUTS = {
    "lisa": words.mark("LISA or provincial register"),
    "kvk": words.mark("KVK Handelsregister"),
    "custom": words.mark("Other"),
}
COUNTS = ("jobs", "full_time", "part_time", "full_time_men", "full_time_women")


@dataclass(frozen=True)
class Choice:
    """How a delivery is to be read: its layout, reference date (ISO, or empty when the file holds
    it), the column of each field, whether its rows are added to those of the same date, whether
    addresses that cannot be placed otherwise may be sent to the Locatieserver, whether it holds
    refused rows that are sent in again, what its own codes mean per field, and columns said to be
    of no use. Of a list of places its layout is the kind of list."""

    layout: str
    date: str
    columns: dict[str, str]
    is_added: bool = False
    asks_outside: bool = False
    is_again: bool = False
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What the job that takes it in is called."""
        return self.layout if self.layout in kinds.LISTS else "import"


def kind_of(found: dict[str, Any]) -> str | None:
    """The kind of list whose columns were looked at; None for a register."""
    return next((kind for kind in kinds.LISTS if kind in found["fields"]), None)


def base(found: dict[str, Any], layout: str) -> str:
    """The layout whose fields and guesses count."""
    return layout if layout in found["fields"] else next(iter(found["fields"]))


def fields(found: dict[str, Any], layout: str) -> dict[str, bool]:
    """Fields of a layout that are shown, and whether each is needed."""
    known = found["fields"][base(found, layout)]
    return {each["field"]: bool(each["required"]) for each in known if each["field"] != "origin"}


def guessed(found: dict[str, Any], layout: str) -> dict[str, str]:
    """The column that seems to hold each field, or did last time."""
    is_own = layout == "custom" or layout in kinds.LISTS
    if is_own and found.get("remembered"):
        return dict(found["remembered"])
    return recognised(found, layout)


def recognised(found: dict[str, Any], layout: str) -> dict[str, str]:
    """The column that seems to hold each field by its name."""
    told = {}
    for column in found["columns"]:
        field = (column.get("guess") or {}).get(base(found, layout))
        if field:
            told.setdefault(field, column["name"])
    return told


def likely(found: dict[str, Any]) -> str:
    """The layout of which most columns are recognised; that of last time when it is known."""
    if kind := kind_of(found):
        return kind
    if found.get("remembered"):
        return "custom"
    known = [name for name in LAYOUTS if name in found["fields"]]
    return max(known, key=lambda name: len(guessed(found, name)), default="custom")


def is_known(found: dict[str, Any], layout: str) -> bool:
    """Whether a column is recognised for each needed field."""
    known = guessed(found, layout)
    return all(field in known for field, is_needed in fields(found, layout).items() if is_needed)


def missing(found: dict[str, Any], choice: Choice) -> list[str]:
    """Needed fields without a column."""
    needed = fields(found, choice.layout).items()
    return [field for field, is_needed in needed if is_needed and not choice.columns.get(field)]


def twice(choice: Choice) -> list[str]:
    """Columns that are chosen for more than one field."""
    taken = list(choice.columns.values())
    return sorted({column for column in taken if taken.count(column) > 1})


def unclear(found: dict[str, Any], choice: Choice) -> dict[str, list[str]]:
    """Codes per field that only who made the file can tell the meaning of; of size classes none
    when something else tells how many work there."""
    is_counted = any(name in choice.columns for name in COUNTS)
    told = {c["name"]: c.get("unclear") or {} for c in found["columns"]}
    codes = {f: told.get(column, {}).get(f, []) for f, column in choice.columns.items()}
    return {f: c for f, c in codes.items() if c and not (f == "size_class" and is_counted)}


def save(upload: Upload, found: dict[str, Any], choice: Choice) -> None:
    """Keeps a choice beside the upload, and as a mapping file when it is not what was guessed."""
    is_guess = choice.columns == guessed(found, choice.layout)
    is_known = choice.meanings == found.get("remembered_meanings", {})
    is_own = not is_guess or (choice.layout == "custom" and not found.get("remembered"))
    mapping = upload.folder / "mapping.toml"
    if is_own or not is_known or choice.unused:
        _write(mapping, "\n".join([*_left(found, choice), *_told(choice)]) + "\n")
    else:
        mapping.unlink(missing_ok=True)
    _write(upload.folder / "choice.json", json.dumps(asdict(choice)))


def _left(found: dict[str, Any], choice: Choice) -> list[str]:
    """The line of columns of a list that are not to be used."""
    if choice.kind == "import":
        return []
    every = dict.fromkeys([*recognised(found, choice.layout).values(), *choice.unused])
    known = [column for column in every if column not in choice.columns.values()]
    return [f"unused = [{', '.join(map(_quoted, known))}]"] if known else []


def _told(choice: Choice) -> list[str]:
    lines = ["[columns]", *_lines(choice.columns)]
    for name, codes in choice.meanings.items():
        lines += [f"[values.{name}]", *_lines(codes)] if codes else []
    return lines


def load(upload: Upload) -> Choice | None:
    """The choice that was kept."""
    file = upload.folder / "choice.json"
    return Choice(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def command(upload: Upload, choice: Choice, *, is_check: bool) -> list[str]:
    """The command line that checks or imports a delivery."""
    mapping = upload.folder / "mapping.toml"
    named = ["--mapping", str(mapping)] if mapping.exists() else []
    layout = ["--layout", "custom" if named else choice.layout]
    return [
        choice.kind,
        str(upload.file),
        *(layout if choice.kind == "import" else []),
        *named,
        *(["--reference-date", choice.date] if choice.date else []),
        *(["--add"] if choice.is_added else []),
        *(["--locatieserver"] if choice.asks_outside else []),
        *(["--check"] if is_check else []),
        *(part for name in REPORTS for part in ("--report", f"{{folder}}/{name}")),
        *("--rejects", "{folder}/rejects.xlsx"),
    ]


def _lines(known: dict[str, str]) -> list[str]:
    return [f"{_quoted(name)} = {_quoted(value)}" for name, value in sorted(known.items())]


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(file: Path, text: str) -> None:
    beside = file.with_name(f"{file.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(beside, file)
