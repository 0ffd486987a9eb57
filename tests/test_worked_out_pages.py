"""What pages work out, taken as files: the numbers on the screen, with where they come from."""

import io
import re

import pandas as pd
import pytest

from tests.test_taking_pages import ASKED as OF_PAGES
from tests.test_taking_pages import PAGES, taken
from wijkeconomie.view import ui, words
from wijkeconomie.view.exports import rows
from wijkeconomie.view.taking import seen

COMPARED = [f"compare/{section}" for section in ("mix", "years", "scatter", "quadrant", "spread")]
ASKED = OF_PAGES | {
    page: OF_PAGES["compare"] | {"view": page.partition("/")[2]}
    for page in [*COMPARED, "compare/mkb"]
}
HEXAGONS = {"level": "hexagon", "indicator": "home_density", "year": "2024"}
ASKED["activity/hexagon"] = HEXAGONS
WORKED_OUT = ["overview", "activity", "activity/hexagon", "method", "compare", *COMPARED]
WORKED_OUT += ["compare/mkb", *(page for page in PAGES if "/" in page)]
# Columns of codes, periods and marks in files, some of which look like a number and are none.
NO_NUMBERS = ("Code", "Periode", "Period", "In bestanden", "In files", "citation")
NUMBER = re.compile(r"'?[+\-−]?\d[\d.,]*\s?(?:%|punten|points)?(?: percent| procent)?")


def written_as_text(table: pd.DataFrame) -> dict[str, list[str]]:
    """Columns of a file that programs take for text, and that hold numbers."""
    texts = table.select_dtypes(["object", "string"]).drop(columns=[*NO_NUMBERS], errors="ignore")
    found = {
        str(name): [v for v in texts[name].dropna().astype(str) if NUMBER.fullmatch(v)]
        for name in texts
    }
    return {name: values for name, values in found.items() if values}


@pytest.mark.parametrize("page", WORKED_OUT)
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_what_is_worked_out_is_taken_as_it_stands(sample_release, monkeypatch, page, lang):
    """As CSV and as a workbook with a sheet a table, with what they come from."""
    offered = {}
    monkeypatch.setattr(
        seen, "_offer", lambda _title, name, _type, make: offered.update({name: make})
    )
    app = taken(page, lang=lang, **ASKED[page])
    assert not app.exception
    files = {
        name.rpartition(".")[2] + " nl" * ("nl.csv" in name): make()
        for name, make in offered.items()
    }
    source = rows.source_line(lang)
    table = pd.read_csv(io.BytesIO(files["csv"]), dtype=str, keep_default_na=False)
    sheets = pd.read_excel(io.BytesIO(files["xlsx"]), sheet_name=None, dtype=str, engine="openpyxl")
    assert len(table) > 0
    assert set(table["citation"]) == {source}
    assert next(iter(sheets.values())).columns.tolist() == table.columns.tolist()
    for sheet in sheets.values():
        assert set(sheet["citation"]) == {source}
    titles = [each.options for each in app.selectbox if each.key == "seen-table"]
    assert len(sheets) == (len(titles[0]) if titles else 1)
    dutch = pd.read_csv(io.BytesIO(files["csv nl"]), sep=";", decimal=",", encoding="utf-8-sig")
    first, *others = pd.read_excel(
        io.BytesIO(files["xlsx"]), sheet_name=None, engine="openpyxl"
    ).values()
    plain = pd.read_csv(io.BytesIO(files["csv"]))
    for read in (plain, dutch, first, *others):
        assert not written_as_text(read), page
    if page != "method":
        assert plain.select_dtypes("number").notna().any().sum() or page == "compare/mkb"
    if "reference_date" in first:
        assert first["reference_date"].dtype.kind == "M"
    for column in plain.select_dtypes("number"):
        assert dutch[column].equals(plain[column]), column
        assert first[column].astype(float).equals(plain[column].astype(float)), column
    states = plain.get("state", pd.Series(dtype=object))
    if "value" in plain:
        assert plain["value"].notna().tolist() == states.isin(["value", "zero"]).tolist()
        assert plain["unit"].notna().all()
        assert plain["area_code"].notna().all()


def test_the_file_of_the_map_has_what_is_on_it(sample_release, monkeypatch):
    """Every area with its value in the unit of the legend, or the reason there is none."""
    for page in ("activity", "activity/hexagon"):
        found = {}
        monkeypatch.setattr(seen, "show", found.update)
        app = taken(page, "twin", lang="nl", **ASKED[page])
        assert not app.exception
        ((title, rows),) = found.items()
        known = ui.indicators()[ASKED[page]["indicator"]]
        assert title == words.translate("nl", known.title)
        assert set(rows["unit"]) == {known.unit}
        assert set(rows["unit_name"]) == {words.translate("nl", known.unit)}
        assert set(rows["year"]) == {2024}
        twin = app.dataframe[0].value.set_index("Code")[title].astype(float)
        assert rows["area_code"].tolist() == twin.index.tolist()
        shown_as = rows["value"].astype(float).round(max(known.decimals, 0))
        assert shown_as.fillna(-1).tolist() == twin.fillna(-1).tolist()


def test_text_in_what_is_worked_out_is_no_formula():
    table = pd.DataFrame({"=a": ["=1+1", "\ufeff@x"], "n": [-1.5, 2]})
    assert seen.csv(table, "x").decode().split("\r\n")[:2] == ["'=a,n,citation", "'=1+1,-1.5,x"]
    book = pd.read_excel(
        io.BytesIO(seen.workbook({"a/b": table, "c": table}, "x")),
        sheet_name=None,
        engine="openpyxl",
    )
    assert list(book) == ["1 ab", "2 c"]
    assert book["2 c"]["'=a"].tolist() == ["'=1+1", "'\ufeff@x"]
    assert book["2 c"]["n"].tolist() == [-1.5, 2]
