"""Texts in Markdown, also those of others, as HTML that can do no harm: no HTML of their own, no
pictures, and of each link the site it leads to."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token


def html(text: str) -> str:
    """A text as HTML. Headings start at the second level, below the title of a page."""
    return f'<div class="prose">{_reader().render(text)}</div>'


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.validateLink = _is_site
    reader.add_render_rule("image", _picture)
    reader.add_render_rule("link_open", _opening)
    reader.add_render_rule("link_close", _closing)
    reader.add_render_rule("heading_open", _heading)
    reader.add_render_rule("heading_close", _heading)
    return reader


def _is_site(url: str) -> bool:
    """Whether a link leads to a site; others stay plain text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def _picture(_self: Any, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
    """What a picture shows, when that is told."""
    return escape(tokens[at].content)


def _opening(_self: Any, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
    return f'<a href="{escape(_address(tokens[at].attrs))}" rel="noopener noreferrer nofollow">'


def _closing(_self: Any, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
    address = next(_address(t.attrs) for t in reversed(tokens[:at]) if t.type == "link_open")
    return f"</a> ({escape(urlsplit(address).hostname or '')})"


def _heading(self: Any, tokens: Sequence[Token], at: int, *rest: Any) -> str:
    tokens[at].tag = tokens[at].tag.replace("h1", "h2")
    return self.renderToken(tokens, at, *rest[:2])


def _address(attributes: Mapping[str, Any]) -> str:
    return str(attributes.get("href", ""))
