"""How practices and outcomes look: symbols beside words, never colour alone."""

from html import escape

from wijkeconomie.view import ui
from wijkeconomie.view.knowledge import Practice
from wijkeconomie.view.ui import _

OUTCOMES = {"holds": "✓", "fails": "✕", "untestable": "?"}
FEW = 3


def chips(practice: Practice, most: int | None = None) -> str:
    """Themes of a practice as HTML (at most so many, and how many more there are), and that it is
    the municipality's own."""
    mark = _("From the municipality itself")
    own = [f'<li class="own">{escape(mark)}</li>'] * practice.is_own
    named = [ui.label("theme", theme) for theme in practice.themes[:most]]
    rest = len(practice.themes) - len(named)
    more = [_("{count} more", count=ui.number(rest))] if rest else []
    themes = [f"<li>{escape(text)}</li>" for text in named + more]
    return f'<ul class="chips">{"".join(own + themes)}</ul>'


def where(practice: Practice) -> str:
    """Place and period of a practice as HTML."""
    return f'<p class="where">{escape(practice.where(ui.lang())) or "&nbsp;"}</p>'


def short(practice: Practice) -> str:
    """A practice in short as HTML: summary and themes."""
    summary = escape(practice.said(ui.lang(), "summary"))
    return f"<p>{summary}</p>{chips(practice, FEW)}"
