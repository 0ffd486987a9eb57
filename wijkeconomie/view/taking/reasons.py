"""Why nothing is left of a table, in the words of the filters on the page."""

from babel import lists

from wijkeconomie.view import atlas, filters, ui
from wijkeconomie.view.exports import about, conflicts
from wijkeconomie.view.exports.selection import Selection
from wijkeconomie.view.ui import _


def told(asked: Selection) -> list[str]:
    """Which filters leave no rows together; nothing where one does so by itself."""
    apart = [
        _(
            "{area} is not of what is chosen at {filter}.",
            area=atlas.name(code),
            filter=_title(name),
        )
        for name, code, _own in conflicts.found(asked)
    ]
    names = [] if apart else conflicts.empty(asked)
    if len(names) < 2:
        return apart
    chosen = lists.format_list([_title(name) for name in names], locale=ui.lang())
    return [_("Nothing is published for what is chosen at {filters} together.", filters=chosen)]


def _title(name: str) -> str:
    return _((filters.TITLES | about.ASKED)[name])
