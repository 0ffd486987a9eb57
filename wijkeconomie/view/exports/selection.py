"""What is asked of a table: the same names and values on pages, in links and over HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import filters, query, spelling, words
from wijkeconomie.view.exports import columns, reader, wording

MOST = 999_999_999
OWN = ("columns", "sort", "search", "limit", "offset", "lang", "dialect", "release")
ALONE = ("limit", "offset", "lang", "dialect", "release")
LONGEST, MOST_WORDS = 200, 8
PATH = "/api/v1/tables"


@dataclass(frozen=True)
class Selection:
    """Rows and columns of a table. ``given``: values as they were asked for, of filters too, by
    parameter; ``filters``: those of the query ``table_{table}``; ``columns``: none is all;
    ``sort``: a minus goes before a column from high to low."""

    table: str
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filters: Mapping[str, list] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    search: str = ""
    limit: int | None = None
    offset: int = 0
    lang: str = words.DEFAULT
    dialect: str = ""
    release: str | None = None

    def address(self, ending: str, **more: str) -> str:
        """Where the file of this selection is to be had, on this server."""
        return address(self.table, ending, {**self.given, **{k: [v] for k, v in more.items()}})

    def page(self, limit: int, offset: int = 0) -> "Selection":
        """A part of it: as many rows, after as many."""
        least = limit if self.limit is None else max(0, min(limit, self.limit - offset))
        return replace(self, limit=least, offset=self.offset + offset)


def parse(table: str, given: Mapping[str, Sequence[str]]) -> Selection:
    """A selection from texts, such as those of a link, within the release that is read.

    Every parameter that takes several values takes them repeated or separated by commas. Raises
    UnknownTable, and UnknownName naming the parameter, or the value with those allowed. Whether a
    format has the dialect is for ``formats.make`` to say.
    """
    _refuse_others(table, given)
    known = filters.names(table)
    filters.alone("search", [text.replace(",", " ") for text in given.get("search", ())])
    search = searched(given.get("search", ()))
    lists = {n: filters.split(n, texts) for n, texts in given.items() if n != "search"}
    kept = {name: tuple(values) for name, values in lists.items() if values}
    alone = {name: filters.alone(name, given[name]) or "" for name in ALONE if name in kept}
    found = {
        name: filters.parse(name, values, table) for name, values in kept.items() if name in known
    }
    is_filter = "search" in known
    return Selection(
        table=table,
        given=kept | ({"search": (search,)} if search else {}),
        filters=found | ({"search": [search]} if search and is_filter else {}),
        columns=_columns(table, kept.get("columns", ())),
        sort=_sort(table, kept.get("sort", ())),
        search="" if is_filter else search,
        limit=filters.whole("limit", alone["limit"], MOST) if "limit" in alone else None,
        offset=filters.whole("offset", alone.get("offset", "0"), MOST),
        lang=filters.one_of("lang", alone.get("lang", words.DEFAULT), words.LANGUAGES),
        dialect=alone.get("dialect", ""),
        release=alone.get("release"),
    )


def address(table: str, ending: str, given: Mapping[str, Sequence[str]]) -> str:
    """Where a table is to be had, with what ``parse`` takes."""
    asked = urlencode({name: ",".join(values) for name, values in given.items()}, safe="*,+")
    path = f"{PATH}/{table}.{ending}"
    return f"{path}?{asked}" if asked else path


def own_release() -> dict[str, str]:
    """The parameter that asks for the public release that is read, also once it is not in use."""
    return {} if query.is_internal() else {"release": query.release().release_id}


def lasting(asked: Selection, ending: str) -> str:
    """Where the same rows are to be had in any format, of the release that is read; a dialect is
    of one format alone."""
    given = {name: values for name, values in asked.given.items() if name != "dialect"}
    return replace(asked, given=given).address(ending, **own_release())


def part(asked: Selection, ending: str, start: int) -> str:
    """Where the rows from ``start`` on are to be had, of the release that is read."""
    return asked.address(ending, offset=str(start), **own_release())


def names(table: str) -> list[str]:
    """Every parameter of a table."""
    return sorted({*filters.names(table), *OWN})


def count(asked: Selection) -> int:
    """How many rows it has."""
    return reader.count(f"table_{asked.table}", shape(asked), asked.filters)


def shape(asked: Selection) -> reader.Shape:
    """How its rows are read: for names in words, the column with their codes."""
    there = reader.columns(f"table_{asked.table}")
    codes = [c if c in there else c.removesuffix(columns.NAME) for c in asked.columns]
    return reader.Shape(
        columns=tuple(dict.fromkeys(codes)),
        order=asked.sort,
        limit=asked.limit,
        offset=asked.offset,
        words=tuple((w, wording.meant(asked.table, asked.lang, w)) for w in asked.search.split()),
        ranked=wording.ranked(asked.table, asked.lang, asked.sort),
    )


def _refuse_others(table: str, given: Mapping[str, Sequence[str]]) -> None:
    unknown = sorted(set(given) - set(names(table)))
    if unknown and (here := spelling.of_api(unknown[0])) in names(table):
        raise UnknownName(
            "Parameter {name} is that of a page: for table {table} it is {known}.",
            name=unknown[0],
            table=table,
            known=here,
        )
    if unknown:
        raise UnknownName(
            "Parameter {name} does not exist for table {table}: use one of {known}.",
            name=unknown[0][:40],
            table=table,
            known=", ".join(names(table)),
        )


def searched(texts: Sequence[str]) -> str:
    """Words to search, each once. Raises UnknownName for more than a search takes."""
    words_asked = dict.fromkeys(" ".join(texts).split())
    search = " ".join(words_asked)
    if len(words_asked) > MOST_WORDS or len(search) > LONGEST:
        raise UnknownName(
            "Parameter {name} is too long: give at most {words} words in {letters} letters.",
            name="search",
            words=MOST_WORDS,
            letters=LONGEST,
        )
    return search


def _columns(table: str, asked: Sequence[str]) -> tuple[str, ...]:
    """Columns asked for; with a figure comes its flag, which tells why it is missing."""
    known = {column.name: column for column in columns.of(table)}
    chosen = dict.fromkeys(filters.one_of("columns", name, list(known)) for name in asked)
    has_figures = any(known[name].role == "measure" for name in chosen)
    flags = [name for name, column in known.items() if column.role == "flag" and has_figures]
    return tuple(chosen | dict.fromkeys(flags))


def _sort(table: str, asked: Sequence[str]) -> tuple[str, ...]:
    known = [column.name for column in columns.of(table)]
    for key in asked:
        filters.one_of("sort", key.removeprefix("-"), known)
    return tuple(asked)
