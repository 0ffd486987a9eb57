"""Why cells of a table on the screen are empty. A grid shows one text in all its empty cells and
reads none of them to who cannot see it, so the reason of each row has a column of its own."""

import pandas as pd

from wijkeconomie.view import numbers
from wijkeconomie.view.ui import _


def in_cells(reasons: "pd.Series[str]") -> str:
    """What stands in all empty cells: their reason where it is the same of all, else a dash.
    ``reasons``: one a cell that is empty."""
    found = set(reasons)
    return found.pop() if len(found) == 1 else numbers.DASH


def reasons(told: "pd.Series[str]", is_empty: "pd.Series[bool]") -> "pd.Series[str] | None":
    """A column with the reason of each row with an empty cell; none where there is nothing to
    tell. ``told``: what stands for a missing figure, a row."""
    found = told.where(is_empty & (told != numbers.DASH), "")
    return found.rename(_("Why empty")) if found.any() else None
