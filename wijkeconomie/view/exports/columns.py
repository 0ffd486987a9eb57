"""What the published tables and their columns are, in words: for files, the API and pages."""

from dataclasses import dataclass, replace
from functools import cache

from wijkeconomie import shipped
from wijkeconomie.view import filters, words
from wijkeconomie.view.exports import reader

NAME = "_name"
MESSAGE = "message"
SEVERAL = ("indicator", "themes")
UNNAMED = ("area", "year", "radius", "flag", MESSAGE)


@dataclass(frozen=True)
class Column:
    """A column of a table: its name in files, type (string, integer, number, boolean or date),
    role (dimension, measure, flag, name, key, attribute or citation), the dimension its codes are
    of (``message`` for texts of the catalogues), unit, and the keys of its title and definition in
    the catalogues."""

    name: str
    type: str
    role: str
    dimension: str
    unit: str
    title: str
    definition: str

    @property
    def has_names(self) -> bool:
        """Whether a column with names stands beside its codes."""
        return bool(self.dimension) and self.role != "name" and self.dimension not in UNNAMED

    @property
    def is_translated(self) -> bool:
        """Whether its texts are in the language asked for."""
        return self.dimension == MESSAGE


@dataclass(frozen=True)
class Table:
    """A published table: name, keys of title and description, what its rows are on a map (area,
    point, place, hexagon, or nothing), and whether it is a cube: has figures and what they are
    of."""

    name: str
    title: str
    description: str
    shape: str
    is_cube: bool


def tables() -> list[str]:
    """Names of the tables that can be taken away, in the order they are listed."""
    return sorted(filters.tables(), key=list(_tables()).index)


def table(name: str) -> Table:
    """A table by its name."""
    return _tables()[name]


def of(name: str) -> list[Column]:
    """Columns of a table in the order of its files: after codes their names in words."""
    found = []
    for column in (_column(name, each) for each in reader.columns(f"table_{name}")):
        found.append(column)
        if column.has_names:
            found.append(named(column))
    return found


def key(name: str) -> list[str]:
    """Columns of which no two rows of a table have the same values."""
    known = of(name)
    own = [column.name for column in known if column.name == f"{name}_id"]
    return own or [column.name for column in known if column.role in ("dimension", "key")]


def named(column: Column) -> Column:
    """The column with names beside one with codes."""
    told = words.mark("In words.")
    return replace(column, name=column.name + NAME, role="name", definition=told)


def told(lang: str, column: Column, text: str) -> str:
    """What a text, a code or several with spaces between say; of a code without a name the code."""
    if column.is_translated:
        return words.translate(lang, text)
    known = words.codes(column.dimension)
    each = [text] if text in known else text.split()
    if not {*each} <= {*known}:
        return text
    return "; ".join(words.label(lang, column.dimension, code) for code in each)


def code_of(column: Column) -> str:
    """Name of the column with the codes that a column with names stands beside."""
    return column.name.removesuffix(NAME)


def citation() -> Column:
    """The column that tells where a row is from, in files with nothing else to say it."""
    return _column("", "citation")


@cache
def _column(table: str, name: str) -> Column:
    row = _rows().get((table, name)) or _rows()["", name]
    told = _definitions().get(row["indicator"], "") or row["definition"]
    return Column(
        name=row["column"],
        type=row["type"],
        role=row["role"],
        dimension=row["dimension"],
        unit=row["unit"],
        title=row["title"],
        definition=told,
    )


@cache
def _rows() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["table"], row["column"]): row for row in shipped.rows("columns")}


@cache
def _definitions() -> dict[str, str]:
    return {row["indicator"]: row["definition"] for row in shipped.rows("indicators")}


@cache
def _tables() -> dict[str, Table]:
    keys = ("table", "title", "description", "shape")
    return {
        row["table"]: Table(*(row[key] for key in keys), is_cube=row["is_cube"] == "yes")
        for row in shipped.rows("tables")
    }
