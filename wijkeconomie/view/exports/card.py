"""The data card of a file: its explanation as Markdown."""

import re
from collections.abc import Sequence

from wijkeconomie.view import words
from wijkeconomie.view.exports import explanation
from wijkeconomie.view.exports.about import About
from wijkeconomie.view.exports.explanation import Section

MARKED = re.compile(r"[\\`*_|<>\[\]#~]|&#?\w+;")
BRACKETED = re.compile(r"\[\w+\][.,;]?")
ADDRESS = re.compile(r"https?://[^\\`|<>]+")
MEANING = (words.mark("Code"), words.mark("Meaning"))


def text(told: About, file: str) -> str:
    """The explanation in the language of the selection, beginning with the name of the file."""
    first, *others = explanation.sections(told)
    parts = [f"# {_plain(first.title)}", f"`{file}`", *(_pair(row) for row in first.rows)]
    parts += [part for section in others for part in _section(told, section)]
    return "\n\n".join(parts) + "\n"


def _section(told: About, section: Section) -> list[str]:
    header = section.header or tuple(map(told.say, MEANING))
    lines = [header, ["---"] * len(header), *section.rows]
    return [f"## {_plain(section.title)}", "\n".join(_row(line) for line in lines)]


def _pair(row: tuple[str, ...]) -> str:
    return f"**{_plain(row[0])}**: {_plain(row[1])}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(c if c == '---' else _plain(c) for c in cells)} |"


def _plain(text: str) -> str:
    """Text of which Markdown makes nothing else, and which reads well as it stands: words with a
    mark in them as code, addresses between angle brackets."""
    return " ".join(map(_word, text.split()))


def _word(word: str) -> str:
    if not MARKED.search(word) or BRACKETED.fullmatch(word):
        return word
    if ADDRESS.fullmatch(word):
        return f"<{word}>"
    longest = max(map(len, re.findall("`+", word)), default=0)
    fence, space = "`" * (longest + 1), " " if longest else ""
    # A table is cut at bars before its code is read.
    return f"{fence}{space}{word}{space}{fence}".replace("|", "\\|")
