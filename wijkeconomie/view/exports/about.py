"""What a file tells of itself, gathered while the release it is from is at hand."""

from dataclasses import dataclass

from wijkeconomie.view import filters, query, words
from wijkeconomie.view.exports import citation, columns, conflicts, provenance, rows
from wijkeconomie.view.exports.columns import Column
from wijkeconomie.view.exports.provenance import Source
from wijkeconomie.view.exports.selection import Selection

ASKED = {
    "search": words.mark("Search"),
    "columns": words.mark("Columns"),
    "sort": words.mark("Sorted by"),
    "limit": words.mark("Rows at most"),
    "offset": words.mark("Rows passed over"),
}
OF_COUNTS = ("c", "n1", "n2", "n3")


@dataclass(frozen=True)
class About:
    """A selection, its release, reference and columns; ``link``, where the same rows are to be had
    again (empty where the site is not known); the sources of the table, and the ``licence`` of its
    figures with ``rights``, which says so in a sentence; ``notes`` say why there are no rows."""

    asked: Selection
    release: query.Release
    citation: str
    link: str
    columns: list[Column]
    sources: list[Source]
    rights: str
    licence: Source
    notes: list[str]

    @property
    def title(self) -> str:
        """Title of the table, in the language asked for."""
        return self.say(columns.table(self.asked.table).title)

    @property
    def description(self) -> str:
        """What a row is."""
        return self.say(columns.table(self.asked.table).description)

    def say(self, message: str, **details: object) -> str:
        """A message in the language asked for."""
        return words.translate(self.asked.lang, message, **details)

    def filters(self) -> list[tuple[str, str, str]]:
        """What was asked for: parameter, its title, and values with their names."""
        titles = filters.TITLES | ASKED
        return [
            (name, self.say(titles[name]), self._values(name, values))
            for name, values in self.asked.given.items()
            if name in titles
        ]

    def codes(self, column: Column) -> list[str]:
        """Codes there can be in a column; none where they are no list, as with areas. Nothing is
        protected or distorted in the internal edition."""
        if not column.has_names and column.role != "flag":
            return []
        is_exact = column.role == "flag" and self.release.edition == "internal"
        return [c for c in words.codes(column.dimension) if not (is_exact and c in OF_COUNTS)]

    def label(self, dimension: str, code: str) -> str:
        """Name of a code, in the language asked for."""
        return words.label(self.asked.lang, dimension, code)

    def _values(self, name: str, values: tuple[str, ...]) -> str:
        named = [(value, self.label(name, value)) for value in values]
        return ", ".join(v if v == label else f"{v} ({label})" for v, label in named)


def of(asked: Selection) -> About:
    """What there is to tell of a selection, within the release that is read."""
    return About(
        asked=asked,
        release=query.release(),
        citation=citation.text(asked.lang, asked),
        link=citation.link(asked.lang, asked),
        columns=rows.described(asked),
        sources=provenance.sources(asked.lang, asked.table),
        rights=provenance.rights(asked.lang),
        licence=provenance.licence(asked.lang),
        notes=conflicts.notes(asked),
    )
