"""Lists of places, initiatives and sites: what of a file is taken, and what is not and why."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from wijkeconomie.errors import Refused
from wijkeconomie.sources import keeping
from wijkeconomie.sources.lists import additions, columns, files, kinds, mappings, withdrawn
from wijkeconomie.sources.lists.kinds import Row
from wijkeconomie.sources.lists.lines import Line
from wijkeconomie.sources.lists.points import Places
from wijkeconomie.sources.lists.reasons import PRIVATE, ListReport, Notes, NotTaken, Reason


@dataclass(frozen=True)
class Taken:
    """What is taken of a list (``rows``), the number of rows it replaces in what is kept, what was
    noted, the rows that are refused (row_number and code, then as delivered, empty where a row must
    stay private), the columns that are not used, all columns, the mapping they were read by,
    whether it holds refused rows that are added to what is kept, the numbers of rows that must
    stay private, as far as they can be told, and the columns that the mapping leaves unused."""

    kind: str
    source: str
    rows: gpd.GeoDataFrame
    notes: Notes
    refused: pd.DataFrame
    unused: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    mapping: Path | None = None
    is_addition: bool = False
    withdrawn: frozenset[str] = frozenset()
    left: tuple[str, ...] = ()

    @property
    def private(self) -> int:
        """How many rows are refused because they must stay private."""
        return sum(reason.code in PRIVATE for reason in self.notes.refused.values())

    def report(self, replaced: int, *, is_check: bool) -> ListReport:
        """What became of it."""
        before = {self.source: replaced} if replaced else {}
        rules = self.notes.rules()
        accepted, refused = {self.source: len(self.rows)}, len(self.notes.refused)
        is_addition = self.is_addition
        return ListReport(
            accepted,
            before,
            refused,
            rules,
            self.unused,
            is_check=is_check,
            is_addition=is_addition,
        )


def read(
    path: Path,
    kind: str,
    source: str,
    mapping: Path | None = None,
    *,
    ask_outside: bool = False,
) -> Taken:
    """What of a file of a kind (places, initiatives, sites) is taken; its columns are as mapped, or
    as in the mapping that is remembered for them. Rows refused before say their source themselves.

    Raises Refused when the file or mapping cannot be read, or lacks a column that is needed.
    """
    chosen = mappings.read(mapping, kind) if mapping else mappings.before(path, kind)
    rows, found = columns.read(path, kind, chosen)
    names, again = mappings.named(rows.columns), additions.origin(rows, path)
    if again:
        rows, source = additions.mended(rows, path), keeping.source_of(path, again)
    notes, where = Notes(), Places(ask_outside=ask_outside)
    lines = [
        _line(int(number), cells, (found, chosen.meanings), notes)
        for number, cells in zip(rows.index, rows.to_dict("records"), strict=True)
    ]
    own = _numbered([row for line in lines if (row := _take(kind, where, line))], source, notes)
    hidden = [line for line in lines if line.row in notes.refused]
    refused, unused = _refused(rows, notes, kind), columns.unused(rows, found.values())
    told = {"columns": names, "mapping": chosen.file, "is_addition": bool(again)}
    told["left"] = tuple(name for name in chosen.left if name in names)
    told["withdrawn"] = withdrawn.numbers(kind, source, hidden, where)
    return Taken(kind, source, keeping.frame(kind, own), notes, refused, unused, **told)


def refuse_bad(taken: Taken, path: Path) -> None:
    """Raises Refused when nothing is taken of a list, or less than half. Rows that must stay
    private are taken as they are meant: a list may withdraw all it gave before."""
    refused = len(taken.notes.refused) - taken.private
    if refused > len(taken.rows) or not (len(taken.rows) or taken.private):
        raise Refused(
            "File {file} is not taken: {refused} of its {rows} rows are refused, which is more "
            "than half. Mend them, or take another file.",
            file=path,
            refused=refused,
            rows=refused + len(taken.rows),
        )


def _line(
    number: int,
    cells: Mapping[Hashable, object],
    known: tuple[dict[str, str], dict[str, dict[str, str]]],
    notes: Notes,
) -> Line:
    found, meanings = known
    fields = {name: str(cells[column]).replace("\0", "") for name, column in found.items()}
    read = {
        name: meanings.get(name.partition(":")[0], {}).get(text.strip(), text)
        for name, text in fields.items()
    }
    return Line(number, read | {files.BROKEN: str(cells[files.BROKEN])}, notes)


def _take(kind: str, where: Places, line: Line) -> Row | None:
    """The row of a line; None when it is refused, which is noted, and nothing else of it."""
    own = Notes()
    try:
        if line.written(files.BROKEN):
            raise NotTaken("row_broken")
        row = kinds.MAKERS[kind](replace(line, notes=own), where) | {
            "row": line.row,
            "told": line.own_number(),
        }
    except NotTaken as why:
        line.notes.refuse(line.row, why.reason)
        return None
    line.notes.add(own)
    return row


def _numbered(rows: list[Row], source: str, notes: Notes) -> list[Row]:
    """Rows with their source and a number, each once."""
    numbered: dict[str, Row] = {}
    for row in rows:
        told = str(row["told"])
        number = keeping.number_of(source, told, row)
        if number in numbered:
            value = told or str(numbered[number]["row"])
            notes.refuse(int(str(row["row"])), Reason("list_id_twice" if told else "twice", value))
            continue
        ids = dict.fromkeys(keeping.IDS.values(), number)
        numbered[number] = row | ids | {"source": source}
    return list(numbered.values())


def _refused(rows: pd.DataFrame, notes: Notes, kind: str) -> pd.DataFrame:
    """The refused rows: number and code, then as delivered unless they must stay private."""
    own = rows.loc[sorted(notes.refused)].astype("string")
    codes = pd.Series({n: r.code for n, r in notes.refused.items()}, dtype="string")
    hidden = PRIVATE | ({"row_broken"} if kind == "initiatives" else set())
    is_private = codes.reindex(own.index).isin(hidden).to_numpy()
    own[is_private] = ""
    return own.reset_index(names="row_number")
