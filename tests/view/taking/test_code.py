"""Code that visitors take with them, run by the programs it is for."""

import shutil
import subprocess

import pandas as pd
import pytest

from wijkeconomie.view import words
from wijkeconomie.view.exports import columns, formats, rows, selection
from wijkeconomie.view.taking import code

# What R read, written by R itself: a column a part, with its type.
TOLD = """
for (name in names(rows)) {
  cells <- rows[[name]]
  kind <- class(cells)[1]
  if (kind == "numeric") cells <- formatC(cells, digits = 15, format = "g")
  cells <- ifelse(is.na(rows[[name]]), "\\\\N", as.character(cells))
  cells <- gsub("\\n", "\\\\n", cells, fixed = TRUE)
  cat(paste(c(name, kind, cells), collapse = "\\n"), "\\n\\f\\n", sep = "", file = told)
}
"""
KINDS = {"integer": "integer", "number": "numeric", "boolean": "logical", "date": "Date"}
ASKED = [(table, {"limit": ["400"]}) for table in columns.tables()] + [
    ("activity", {"search": ["haven"], "columns": ["area_name", "jobs"], "sort": ["-jobs"]}),
    ("activity", {"area": ["GM0034"], "sector": ["*"], "year": ["2024", "2025"]}),
    ("place", {"place_category": ["library"], "offset": ["1"]}),
]


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_r_reads_every_table_as_it_is(sample_release, tmp_path, lang):
    """Types, texts and empty cells; of all in one run of R, which takes long to start."""
    script, wanted = [], {}
    for number, (table, given) in enumerate(ASKED):
        asked = selection.parse(table, given | {"lang": [lang]})
        file, told = tmp_path / f"{number}.csv", tmp_path / f"{number}.txt"
        file.write_bytes(b"".join(formats.make("csv", asked)))
        snippet = written(asked, str(file))["R"]
        script += [snippet, f'told <- file("{told}", "w", encoding = "UTF-8")', TOLD, "close(told)"]
        wanted[told] = asked
    (tmp_path / "all.R").write_text("\n".join(script), encoding="utf-8")
    done = ["Rscript", "--vanilla", str(tmp_path / "all.R")]
    subprocess.run(done, check=True, capture_output=True, timeout=120)
    for told, asked in wanted.items():
        assert read(told) == expected(asked), asked.table


def written(asked: selection.Selection, address: str) -> dict[str, str]:
    made = code.snippets(address, rows.described(asked), address, "x.csv")
    return {each.title: each.text for each in made}


def read(told) -> dict[str, tuple[str, list]]:
    found = {}
    for part in told.read_text(encoding="utf-8").split("\n\f\n")[:-1]:
        name, kind, *cells = part.split("\n")
        found[name] = kind, [plain(kind, None if c == "\\N" else c) for c in cells]
    found.pop("citation")
    return found


def expected(asked: selection.Selection) -> dict[str, tuple[str, list]]:
    frame = rows.frame(asked)
    found = {}
    for column in rows.described(asked):
        kind = KINDS.get(column.type, "character")
        cells = [None if pd.isna(cell) else str(cell) for cell in frame[column.name]]
        cells = [c if c is None else c.replace("\n", "\\n") for c in cells]
        found[column.name] = kind, [plain(kind, cell) for cell in cells]
    return found


def plain(kind: str, cell: str | None) -> object:
    if cell is None or cell == "":
        return None
    if kind == "numeric":
        return round(float(cell), 9)
    return cell.upper() if kind == "logical" else cell
