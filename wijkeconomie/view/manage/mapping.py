"""Which column of a delivery holds which field: guessed, chosen, remembered beside the upload."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from wijkeconomie.view import words
from wijkeconomie.work.uploads import Upload

REPORTS = ("report.json", "report.csv", "report.xlsx")
LAYOUTS = {
    "lisa": words.mark("LISA or provincial register"),
    "kvk": words.mark("KVK Handelsregister"),
    "custom": words.mark("Other"),
}
COUNTS = ("jobs", "full_time", "part_time", "full_time_men", "full_time_women")
FIELDS = {
    "establishment_id": words.mark("Establishment number"),
    "reference_date": words.mark("Reference date"),
    "sbi_code": words.mark("SBI code"),
    "sbi_version": words.mark("Version of the SBI"),
    "jobs": words.mark("Workers, all"),
    "full_time": words.mark("Workers, full-time"),
    "part_time": words.mark("Workers, part-time"),
    "full_time_men": words.mark("Men, full-time"),
    "full_time_women": words.mark("Women, full-time"),
    "part_time_men": words.mark("Men, part-time"),
    "part_time_women": words.mark("Women, part-time"),
    "size_class": words.mark("Size class"),
    "municipality_code": words.mark("Code of the municipality"),
    "x": words.mark("RD coordinate x"),
    "y": words.mark("RD coordinate y"),
    "longitude": words.mark("Longitude"),
    "latitude": words.mark("Latitude"),
    "postcode": words.mark("Postcode"),
    "house_number": words.mark("House number"),
    "house_letter": words.mark("House letter"),
    "house_addition": words.mark("Addition to the house number"),
    "address_object_id": words.mark("BAG id of the address"),
    "use": words.mark("Use of the building (BAG)"),
    "shielded": words.mark("Address is shielded"),
    "started_on": words.mark("Started on"),
    "ended_on": words.mark("Ended on"),
    "origin": words.mark("Origin"),
}


@dataclass(frozen=True)
class Choice:
    """How a delivery is to be read: its layout, reference date (ISO, or empty when the file holds
    it), the column of each field, whether its rows are added to those of the same date, whether
    addresses that cannot be placed otherwise may be sent to the Locatieserver, whether it holds
    refused rows that are sent in again, and what its own size classes mean."""

    layout: str
    date: str
    columns: dict[str, str]
    is_added: bool = False
    asks_outside: bool = False
    is_again: bool = False
    classes: dict[str, str] = field(default_factory=dict)


def title(lang: str, field: str) -> str:
    """Name of a field for people."""
    return words.translate(lang, FIELDS.get(field, field))


def base(found: dict[str, Any], layout: str) -> str:
    """The layout whose fields and guesses count."""
    return layout if layout in found["fields"] else next(iter(found["fields"]))


def fields(found: dict[str, Any], layout: str) -> dict[str, bool]:
    """Fields of a layout that are shown, and whether each is needed."""
    known = found["fields"][base(found, layout)]
    return {each["field"]: bool(each["required"]) for each in known if each["field"] != "origin"}


def guessed(found: dict[str, Any], layout: str) -> dict[str, str]:
    """The column that seems to hold each field, or did last time."""
    if layout == "custom" and found.get("remembered"):
        return dict(found["remembered"])
    told = {}
    for column in found["columns"]:
        field = (column.get("guess") or {}).get(base(found, layout))
        if field:
            told.setdefault(field, column["name"])
    return told


def likely(found: dict[str, Any]) -> str:
    """The layout of which most columns are recognised; that of last time when it is known."""
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


def unknown_classes(found: dict[str, Any], choice: Choice) -> list[str]:
    """Size classes without a number in them, when nothing else tells how many work there."""
    if any(name in choice.columns for name in COUNTS):
        return []
    wanted = choice.columns.get("size_class")
    codes = next((c.get("codes") or [] for c in found["columns"] if c["name"] == wanted), [])
    return [code for code in codes if not any(map(str.isdigit, code))]


def save(upload: Upload, found: dict[str, Any], choice: Choice) -> None:
    """Keeps a choice beside the upload, and as a mapping file when it is not what was guessed."""
    is_guess = choice.columns == guessed(found, choice.layout)
    is_known = choice.classes == found.get("remembered_classes", {})
    is_own = not is_guess or (choice.layout == "custom" and not found.get("remembered"))
    mapping = upload.folder / "mapping.toml"
    if is_own or not is_known:
        lines = ["[columns]", *_lines(choice.columns)]
        if choice.classes:
            lines += ["[values.size_class]", *_lines(choice.classes)]
        _write(mapping, "\n".join(lines) + "\n")
    else:
        mapping.unlink(missing_ok=True)
    _write(upload.folder / "choice.json", json.dumps(asdict(choice)))


def load(upload: Upload) -> Choice | None:
    """The choice that was kept."""
    file = upload.folder / "choice.json"
    return Choice(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def command(upload: Upload, choice: Choice, *, is_check: bool) -> list[str]:
    """The command line that checks or imports a delivery."""
    mapping = upload.folder / "mapping.toml"
    layout = ["--layout", "custom", "--mapping", str(mapping)] if mapping.exists() else []
    return [
        "import",
        str(upload.file),
        *(layout or ["--layout", choice.layout]),
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
