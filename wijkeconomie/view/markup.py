"""Tables and texts as HTML: the same on a page, in a fold and in a frame."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import pandas as pd


def table(rows: pd.DataFrame, caption: str = "") -> str:
    """A few rows as a plain table: the index and text left, numbers right."""
    head = "".join(f'<th scope="col">{escape(str(c))}</th>' for c in rows.columns)
    corner = escape(str(rows.index.name or ""))
    # On a phone cells of texts stand under each other, where each tells of what it is.
    is_told = len(rows.columns) > 1 and not _is_figures(rows)
    titles = [f' data-title="{escape(str(c))}"' if is_told else "" for c in rows]
    body = "".join(
        f'<tr><th scope="row">{escape(str(name))}</th>'
        + "".join(f"<td{t}>{escape(str(v))}</td>" for t, v in zip(titles, line, strict=True))
        + "</tr>"
        for name, line in zip(rows.index, rows.to_numpy(), strict=True)
    )
    # Figures scroll sideways on a phone, which the keyboard must be able to do too.
    kind = 'class="facts figures" tabindex="0"' if _is_figures(rows) else 'class="facts"'
    top = f'<thead><tr><th scope="col">{corner}</th>{head}</tr></thead>'
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table {kind}>{told}{top}<tbody>{body}</tbody></table>"


def scrolling(title: str, rows: pd.DataFrame) -> str:
    """A table of many columns, which scrolls sideways in its own place instead of the page; the
    keyboard reaches it by its ``title``."""
    told = f'class="wide" tabindex="0" role="region" aria-label="{escape(title)}"'
    return f"<div {told}>{table(rows)}</div>"


def _is_figures(rows: pd.DataFrame) -> bool:
    """Whether all cells are short, so that a table reads as numbers under each other."""
    return all(len(str(cell)) < 16 for line in rows.to_numpy() for cell in line)


def fold(title: str, inside: str, kind: str = "fold") -> str:
    """HTML that is folded under a title: opened by mouse and by keyboard, and printed closed."""
    return f'<details class="{kind}"><summary>{escape(title)}</summary>{inside}</details>'


def heading(title: str, level: int = 2, anchor: str = "") -> str:
    """A heading; ``anchor`` is where links within the page lead."""
    at = f' id="{anchor}"' if anchor else ""
    return f'<h{level}{at} class="part">{escape(title)}</h{level}>'


def note(text: str) -> str:
    """A remark below what it is about."""
    return f'<p class="note">{escape(text)}</p>' if text else ""


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{escape(text)}</p>"


def pair(*sides: str) -> str:
    """What stands side by side, on a phone under each other."""
    return f'<div class="pair">{"".join(f"<div>{side}</div>" for side in sides)}</div>'


def link(page: str, asked: Mapping[str, str], label: str, icon: str = "") -> str:
    """A link to a page of ours, which ``assets/start.js`` opens without loading all anew."""
    sign = f'<span class="sign" aria-hidden="true">{icon}</span> ' if icon else ""
    return f'<a class="own" href="{page}?{escape(urlencode(asked))}">{sign}{escape(label)}</a>'
