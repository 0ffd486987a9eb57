"""What the cells of a table say in words, to search in and to order by."""

from collections.abc import Sequence
from functools import lru_cache

from wijkeconomie.view import letters, query, words
from wijkeconomie.view.exports import columns, reader
from wijkeconomie.view.exports.columns import Column


def ranked(table: str, lang: str, sort: Sequence[str]) -> dict[str, tuple[str, list[str]]]:
    """For columns of an order that are told in words, those of a language in order, by what they
    stand for; capitals and accents count for nothing."""
    keys = {key.removeprefix("-") for key in sort}
    there = reader.columns(f"table_{table}")
    found = {}
    for column in columns.of(table):
        if column.name in keys and (column.is_translated or column.name not in there):
            code = column.name if column.is_translated else columns.code_of(column)
            coded = next(each for each in columns.of(table) if each.name == code)
            known = [(letters.plain(told), text) for text, told in _told(table, lang, coded)]
            found[column.name] = code, [text for _plain, text in sorted(known)]
    return found


def meant(table: str, lang: str, word: str) -> dict[str, list[str]]:
    """Codes per column of which the name in words holds a word, and messages that do in a
    language."""
    plain = letters.plain(word)
    return {
        each.name: [c for c, told in _told(table, lang, each) if plain in letters.plain(told)]
        for each in columns.of(table)
        if each.has_names or each.is_translated
    }


def _told(table: str, lang: str, column: Column) -> list[tuple[str, str]]:
    """What there can be in a column, and what it says."""
    is_listed = column.has_names and column.name not in columns.SEVERAL
    if is_listed:
        known = words.codes(column.dimension)
    else:
        known = _there(table, column.name, query.release().release_id)
    return [(text, columns.told(lang, column, text)) for text in known]


@lru_cache(maxsize=200)
def _there(table: str, column: str, release_id: str) -> list:
    """What there is in a column of a release, read once and not for each word of each search."""
    del release_id
    return reader.distinct(f"table_{table}", column)
