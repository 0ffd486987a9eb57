"""Which columns of a table are shown and taken, and in which order its rows are."""

from wijkeconomie.view import choices
from wijkeconomie.view.exports import columns
from wijkeconomie.view.taking import grid, part
from wijkeconomie.view.ui import _


def choose(table: str) -> dict[str, list[str]]:
    """Which columns, and by which of them rows are ordered."""
    known = {column.name: grid.headed(column) for column in columns.of(table)}
    chosen = choices.choose_many("columns", _("Columns"), list(known), known.__getitem__)
    orders = {"": _("As published")}
    for name, title in known.items():
        orders[name] = _("{column}, lowest first", column=title)
        orders[f"-{name}"] = _("{column}, highest first", column=title)
    orders |= part.several(orders)
    by = choices.choose("sort", _("Order"), list(orders), orders.__getitem__)
    sort = [key for key in by.split(",") if key]
    return {name: values for name, values in (("columns", chosen), ("sort", sort)) if values}
