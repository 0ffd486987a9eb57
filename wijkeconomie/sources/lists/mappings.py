"""Columns and codes of a list that a mapping names, and the mapping of last time."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from wijkeconomie import shipped
from wijkeconomie.files import mapped, remembered
from wijkeconomie.files.csv_files import Written
from wijkeconomie.files.names import plain
from wijkeconomie.sources.lists import files, kinds, private

SETTINGS = {"separator": (";", ",", "\t", "\\t", "|")}


@dataclass(frozen=True)
class Mapping:
    """The column of each field, what own codes mean per field, how a CSV is written, columns that
    are to be left unused whatever they are called, and the file it is from."""

    found: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    written: Written = field(default_factory=Written)
    left: tuple[str, ...] = ()
    file: Path | None = None


def spellings(kind: str) -> dict[str, list[str]]:
    """Names that the column of each field of a kind of list may have."""
    rows = shipped.rows("place_columns")
    return {r["field"]: r["spellings"].split() for r in rows if kind in r["lists"].split()}


def read(file: Path, kind: str) -> Mapping:
    """A mapping from TOML. Raises Refused when it is no TOML, or holds what has no meaning."""
    coded = kinds.coded(kind)
    content = mapped.content(file, 'name = "Naam"')
    mapped.refuse_unknown(content, ["columns", "values", "unused", "encoding", *SETTINGS], file)
    for name, known in SETTINGS.items():
        mapped.refuse_unknown([str(content[name])] if name in content else [], known, file)
    values = content.get("values", {})
    if not isinstance(values, dict):
        mapped.refuse("values", [f"[values.{name}]" for name in coded], file)
    mapped.refuse_unknown(values, list(coded), file)
    meanings = {
        name: mapped.texts(codes, None, f"values.{name}", file) for name, codes in values.items()
    }
    for name, codes in meanings.items():
        wrong = [word for word in codes.values() if not kinds.is_known(name, word)]
        mapped.refuse_unknown(wrong, coded[name], file)
    columns = mapped.texts(content.get("columns"), [*spellings(kind)], "columns", file)
    left = content.get("unused", [])
    if not isinstance(left, list) or not all(isinstance(name, str) for name in left):
        mapped.refuse(left, ['unused = ["Heading"]'], file)
    return Mapping(columns, meanings, mapped.written(content, file), tuple(left), file)


def before(path: Path, kind: str) -> Mapping:
    """The mapping remembered for the columns of a list, or one that names nothing. Of its unused
    columns only those that are known to hold something else than what is private: the others are
    asked about each time. Raises Refused when the list cannot be read."""
    kept = sorted(remembered.folder(kind).glob("*.toml"))
    known = {file: read(file, kind) for file in kept}
    if not known:
        return Mapping()
    names = {plain(name) for chosen in known.values() for name in chosen.found.values()}
    names |= {s for words in spellings(kind).values() for s in words}

    def columns(written: Written) -> list[str]:
        return named(files.read(path, names, written).columns)

    ways = {file: chosen.written for file, chosen in known.items()}
    found = remembered.find(ways, columns, kind)
    return _safe(known[found], kind) if found else Mapping()


def _safe(chosen: Mapping, kind: str) -> Mapping:
    rest = {f: words for f, words in spellings(kind).items() if f not in private.FIELDS}
    other = {word for words in rest.values() for word in words}
    return replace(chosen, left=tuple(name for name in chosen.left if plain(name) in other))


def named(columns: object) -> list[str]:
    """Names of columns that were delivered."""
    return [str(name) for name in columns if name != files.BROKEN]  # pyright: ignore
