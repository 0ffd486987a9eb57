"""Code that fetches a file of a selection, in the languages researchers use."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkeconomie.view import words
from wijkeconomie.view.exports.columns import Column

CITATION = "citation"
PANDAS = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
QUERY = {
    "integer": "Int64.Type",
    "number": "type number",
    "boolean": "type logical",
    "date": "type date",
}


@dataclass(frozen=True)
class Snippet:
    """Code, its language, and in a sentence where it goes."""

    title: str
    text: str
    note: str


def snippets(csv: str, columns: Sequence[Column], file: str, name: str) -> list[Snippet]:
    """Code for the CSV at an address, whose columns get the types they have in the release, and a
    command that keeps the file at another address under a name."""
    return [
        Snippet(words.mark("Python"), _python(csv, columns), ""),
        Snippet(words.mark("R"), _r(csv, columns), ""),
        Snippet(
            words.mark("Excel"),
            power_query(csv, columns),
            words.mark(
                "In Excel or Power BI: Data, Get data, From other sources, Blank query, Advanced "
                "editor; put this in its place. Refresh fetches it again."
            ),
        ),
        Snippet(
            words.mark("curl"),
            f'curl --fail --compressed --output "{name}" "{file}"',
            "",
        ),
    ]


def _python(url: str, columns: Sequence[Column]) -> str:
    types = {c.name: PANDAS.get(c.type, "string") for c in columns if c.type != "date"}
    lines = [f'    "{name}": "{kind}",' for name, kind in (types | {CITATION: "string"}).items()]
    dates = [c.name for c in columns if c.type == "date"]
    told = ["    parse_dates=[" + ", ".join(f'"{name}"' for name in dates) + "],"] if dates else []
    return "\n".join(
        [
            "import pandas as pd",
            "",
            f'url = "{url}"',
            "types = {",
            *lines,
            "}",
            "rows = pd.read_csv(",
            "    url,",
            "    dtype=types,",
            *told,
            "    keep_default_na=False,",
            '    na_values=[""],',
            ")",
            "print(rows)",
        ]
    )


def _r(url: str, columns: Sequence[Column]) -> str:
    kinds = {"integer": "integer", "number": "numeric", "boolean": "logical"}
    types = {c.name: kinds.get(c.type, "character") for c in columns} | {CITATION: "character"}
    dates = {c.name: "Date" for c in columns if c.type == "date"}
    lines = ",\n".join(f'  {name} = "{kind}"' for name, kind in (types | dates).items())
    return "\n".join(
        [
            f'url <- "{url}"',
            "types <- c(",
            lines,
            ")",
            'rows <- read.csv(url, colClasses = types, na.strings = "", encoding = "UTF-8")',
            "print(head(rows))",
        ]
    )


def power_query(url: str, columns: Sequence[Column]) -> str:
    """A query of Excel and Power BI for the CSV at an address, with the types of its columns."""
    types = {c.name: QUERY.get(c.type, "type text") for c in columns} | {CITATION: "type text"}
    lines = ",\n".join(f'        {{"{name}", {kind}}}' for name, kind in types.items())
    return "\n".join(
        [
            "let",
            f'    Address = "{url}",',
            "    File = Csv.Document(",
            "        Web.Contents(Address),",
            '        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]',
            "    ),",
            "    Rows = Table.PromoteHeaders(File),",
            "    Typed = Table.TransformColumnTypes(Rows, {",
            lines,
            '    }, "en-US")',
            "in",
            "    Typed",
        ]
    )
